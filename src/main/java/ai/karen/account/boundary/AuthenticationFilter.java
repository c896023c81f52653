package ai.karen.account.boundary;

import ai.karen.account.control.ApiKeys;
import ai.karen.account.control.session.Bearers;
import ai.karen.account.entity.Verdict;
import ai.karen.problem.boundary.RequestPath;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Finds out who calls, on every request, and refuses nobody: {@link ScopeFilter} does that where a
 * scope is needed, and public endpoints show more to whom they know.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {
  /** A token is ignored there, or is to end; nobody's use of it keeps its owner from that. */
  private static final Set<String> UNWEIGHED =
      Set.of("/api/auth/csrf", "/api/auth/login", "/api/auth/refresh", "/api/auth/logout");

  private final ApiKeys keys;
  private final Bearers bearers;
  private final SessionUse use;

  /** For the container, which wants it public in a provider. */
  public AuthenticationFilter() {
    this(null, null, null);
  }

  @Inject
  public AuthenticationFilter(ApiKeys keys, Bearers bearers, SessionUse use) {
    this.keys = keys;
    this.bearers = bearers;
    this.use = use;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Verdict verdict = Verdicts.by(keys, bearers, request.getHeaders()::get);
    if (!UNWEIGHED.contains(RequestPath.of(request))) {
      verdict = use.weighed(verdict, AddressFilter.of(request));
    }
    Verdicts.remember(request, verdict);
    if (verdict instanceof Verdict.Accepted accepted) {
      request.setSecurityContext(
          new CallerContext(accepted.caller(), request.getSecurityContext().isSecure()));
    }
  }
}
