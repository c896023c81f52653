package ai.karen.account.boundary;

import ai.karen.account.control.ApiKeys;
import ai.karen.account.entity.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;

/** What {@link RequiresScope} is to resources, for whoever answers without JAX-RS. Thread-safe. */
@ApplicationScoped
public class ScopeCheck {
  private final ApiKeys keys;

  /** For the container's client proxy. */
  protected ScopeCheck() {
    this(null);
  }

  @Inject
  public ScopeCheck(ApiKeys keys) {
    this.keys = keys;
  }

  /**
   * @throws ai.karen.problem.entity.ProblemException 401 or 403 unless the request's key has the
   *     scope
   */
  public void require(HttpServletRequest request, Scope scope) {
    Verdicts.require(
        scope,
        Verdicts.by(keys, name -> Collections.list(request.getHeaders(name))),
        request.getRequestURI());
  }
}
