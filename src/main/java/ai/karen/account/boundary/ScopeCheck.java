package ai.karen.account.boundary;

import ai.karen.account.control.ApiKeys;
import ai.karen.account.control.RequestRate;
import ai.karen.account.control.session.Bearers;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.Scope;
import ai.karen.account.entity.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;

/**
 * What {@link RequiresScope} and the limit of requests are to resources, for whoever answers
 * without JAX-RS. Thread-safe.
 */
@ApplicationScoped
public class ScopeCheck {
  private final ApiKeys keys;
  private final Bearers bearers;
  private final RequestRate rate;

  /** For the container's client proxy. */
  protected ScopeCheck() {
    this(null, null, null);
  }

  @Inject
  public ScopeCheck(ApiKeys keys, Bearers bearers, RequestRate rate) {
    this.keys = keys;
    this.bearers = bearers;
    this.rate = rate;
  }

  /**
   * Returns who calls.
   *
   * @throws ai.karen.problem.entity.ProblemException 401 or 403 unless the request's key or token
   *     has the scope, 429 when it has sent too much
   */
  public Caller require(HttpServletRequest request, Scope scope) {
    Verdict verdict =
        Verdicts.by(keys, bearers, name -> Collections.list(request.getHeaders(name)));
    if (verdict instanceof Verdict.Accepted accepted) {
      rate.require(accepted.caller());
    }
    return Verdicts.require(scope, verdict, request.getRequestURI());
  }
}
