package ai.karen.account.boundary;

import ai.karen.account.control.ApiKeys;
import ai.karen.account.control.RequestRate;
import ai.karen.account.control.defence.RefusalAudit;
import ai.karen.account.control.session.Bearers;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.Scope;
import ai.karen.account.entity.Verdict;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.function.Consumer;

/**
 * What {@link RequiresScope} and the limit of requests are to resources, for whoever answers
 * without JAX-RS. Thread-safe.
 */
@ApplicationScoped
public class ScopeCheck {
  private final ApiKeys keys;
  private final Bearers bearers;
  private final RequestRate rate;
  private final SessionUse use;
  private final ClientAddress addresses;
  private final RefusalAudit refusals;

  /** For the container's client proxy. */
  protected ScopeCheck() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public ScopeCheck(
      ApiKeys keys,
      Bearers bearers,
      RequestRate rate,
      SessionUse use,
      ClientAddress addresses,
      RefusalAudit refusals) {
    this.keys = keys;
    this.bearers = bearers;
    this.rate = rate;
    this.use = use;
    this.addresses = addresses;
    this.refusals = refusals;
  }

  /**
   * Returns who calls.
   *
   * @throws ai.karen.problem.entity.ProblemException 401 or 403 unless the request's key or token
   *     has the scope, 429 when it has sent too much
   */
  public Caller require(HttpServletRequest request, Scope scope) {
    String address = addresses.of(request);
    Verdict verdict =
        use.weighed(
            Verdicts.by(keys, bearers, name -> Collections.list(request.getHeaders(name))),
            address);
    if (verdict instanceof Verdict.Accepted accepted) {
      rate.require(accepted.caller());
    }
    try {
      return Verdicts.require(scope, verdict, request.getRequestURI());
    } catch (ProblemException refusal) {
      String by = verdict instanceof Verdict.Accepted of ? of.caller().keyId() : null;
      RefusalNotes.reason(verdict, refusal)
          .map(reason -> RefusalNotes.event(reason, by, address, request.getRequestURI()))
          .ifPresent(refusals::record);
      throw refusal;
    }
  }

  /**
   * Writes down what is forbidden to that caller later on, such as a model. To be made on the
   * request's own thread.
   */
  public Consumer<Throwable> noting(HttpServletRequest request, Caller caller) {
    String address = addresses.of(request);
    String path = request.getRequestURI();
    return failure -> {
      if (failure instanceof ProblemException refusal) {
        RefusalNotes.reason(refusal.problem())
            .map(reason -> RefusalNotes.event(reason, caller.keyId(), address, path))
            .ifPresent(refusals::record);
      }
    };
  }
}
