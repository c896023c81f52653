package ai.karen.container;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** One method per guard, shaped like a provider's adapter; counts what gets through. */
@ApplicationScoped
public class GuardedService {
  private final AtomicInteger calls = new AtomicInteger();

  public int calls() {
    return calls.get();
  }

  @Asynchronous
  @CircuitBreaker(requestVolumeThreshold = 2, failureRatio = 1, delay = 60_000)
  public CompletionStage<String> broken() {
    calls.incrementAndGet();
    return CompletableFuture.failedFuture(new IllegalStateException("always"));
  }

  @Asynchronous
  @Retry(maxRetries = 2, delay = 0, jitter = 0)
  public CompletionStage<Integer> thirdTime(AtomicInteger attempts) {
    int attempt = attempts.incrementAndGet();
    return attempt < 3
        ? CompletableFuture.failedFuture(new IllegalStateException("attempt " + attempt))
        : CompletableFuture.completedFuture(attempt);
  }

  @Asynchronous
  @Timeout(200)
  public CompletionStage<String> silent() {
    return new CompletableFuture<>();
  }

  @Asynchronous
  @Fallback(fallbackMethod = "substitute")
  public CompletionStage<String> replaced() {
    return CompletableFuture.failedFuture(new IllegalStateException("always"));
  }

  public CompletionStage<String> substitute() {
    return CompletableFuture.completedFuture("substitute");
  }
}
