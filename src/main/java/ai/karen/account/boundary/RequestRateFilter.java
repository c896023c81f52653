package ai.karen.account.boundary;

import ai.karen.account.control.RequestRate;
import ai.karen.account.entity.Caller;
import ai.karen.problem.boundary.RequestPath;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.List;

/**
 * Refuses what a key sends beyond its requests per minute; after it is known whose key it is. A
 * platform's questions for health and figures are never refused.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION + 1)
public class RequestRateFilter implements ContainerRequestFilter {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final List<String> FREE = List.of("/health", "/metrics");

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
    if (rate.isLimited() && !isFree(RequestPath.of(request))) {
      Callers.of(request.getSecurityContext()).ifPresent(this::count);
    }
  }

  private void count(Caller caller) {
    rate.count(caller)
        .ifPresent(
            wait -> {
              throw new ProblemException(refusal(wait));
            });
  }

  private Problem refusal(Duration wait) {
    String message =
        "This API key may send " + rate.most() + " requests per minute, and has sent them.";
    String step = "Come back when the next minute begins, or ask the operator for more.";
    return new Problem(
        TOO_MANY_REQUESTS,
        "requests",
        "rate_limit_exceeded",
        message,
        null,
        List.of(step),
        wait,
        true);
  }

  private static boolean isFree(String path) {
    return FREE.stream().anyMatch(start -> path.equals(start) || path.startsWith(start + "/"));
  }
}
