package ai.karen.account.boundary;

import ai.karen.account.control.RequestRate;
import ai.karen.problem.boundary.RequestPath;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Refuses what a key sends beyond its requests per minute; after it is known whose key it is. A
 * platform's questions for health and figures are never refused, and neither is what a session's
 * cookie authenticates, whatever else comes with it.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION + 1)
public class RequestRateFilter implements ContainerRequestFilter {
  private static final List<String> FREE =
      List.of("/health", "/metrics", "/api/auth/refresh", "/api/auth/logout");

  private final RequestRate rate;

  /** For the container, which wants it public in a provider. */
  public RequestRateFilter() {
    this(null);
  }

  @Inject
  public RequestRateFilter(RequestRate rate) {
    this.rate = rate;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!isFree(RequestPath.of(request))) {
      Callers.of(request.getSecurityContext()).ifPresent(rate::require);
    }
  }

  private static boolean isFree(String path) {
    return FREE.stream().anyMatch(start -> path.equals(start) || path.startsWith(start + "/"));
  }
}
