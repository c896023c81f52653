package ai.karen.provider.adapter.wire;

import ai.karen.provider.entity.ProviderOutage;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Checks endpoints off the threads that carry answers. Calls that ask for one host at the same time
 * share a look-up, so that a name server that hangs holds one thread for each host and no more.
 * Thread-safe.
 */
final class EndpointCheck {
  private static final CompletableFuture<Void> PASSED = CompletableFuture.completedFuture(null);

  private final Consumer<URI> guard;
  private final Executor lookups;
  private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

  /** Addresses that passed: what they are does not change. As few as there are base URLs. */
  private final Set<String> addresses = ConcurrentHashMap.newKeySet();

  /**
   * A check by a guard.
   *
   * @param guard throws what is wrong with an endpoint; may block
   * @param lookups grows by a thread for each host that is looked up at the same time
   */
  EndpointCheck(Consumer<URI> guard, Executor lookups) {
    this.guard = guard;
    this.lookups = lookups;
  }

  /** Fails with what the guard found. */
  CompletionStage<Void> passed(URI endpoint) {
    if (addresses.contains(endpoint.getHost())) {
      return PASSED;
    }
    return EndpointGuard.needsLookup(endpoint) ? shared(endpoint) : inPlace(endpoint);
  }

  private CompletionStage<Void> inPlace(URI endpoint) {
    try {
      guard.accept(endpoint);
      addresses.add(endpoint.getHost());
      return PASSED;
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private CompletionStage<Void> shared(URI endpoint) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> earlier = running.putIfAbsent(endpoint.getHost(), mine);
    if (earlier != null) {
      return earlier.copy();
    }
    mine.whenComplete((done, failed) -> running.remove(endpoint.getHost(), mine));
    start(endpoint, mine);
    return mine.copy();
  }

  private void start(URI endpoint, CompletableFuture<Void> result) {
    try {
      lookups.execute(() -> look(endpoint, result));
    } catch (RejectedExecutionException full) {
      result.completeExceptionally(
          ProviderOutage.unreachable("no thread was free to look up " + endpoint.getHost()));
    }
  }

  private void look(URI endpoint, CompletableFuture<Void> result) {
    try {
      guard.accept(endpoint);
      result.complete(null);
    } catch (RuntimeException refused) {
      result.completeExceptionally(refused);
    }
  }
}
