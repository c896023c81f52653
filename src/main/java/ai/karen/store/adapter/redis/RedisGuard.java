package ai.karen.store.adapter.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;

/**
 * The guard that holds whatever the watcher believes: one breaker for all that Redis is asked, and
 * memory behind it. Its limits are {@code karen.stores.redis.breaker.*}. No timeout of
 * MicroProfile's, because it could not end what waits for a socket: {@link Line} does. Thread-safe.
 */
@ApplicationScoped
public class RedisGuard {
  private final RedisNode node;

  /** For the container's client proxy. */
  protected RedisGuard() {
    this(null);
  }

  @Inject
  public RedisGuard(RedisNode node) {
    this.node = node;
  }

  @CircuitBreaker
  @Fallback(fallbackMethod = "askMemory")
  public void ask(Exchange<?> exchange) {
    exchange.askRedis(node.lines());
  }

  /** Named by {@link #ask}. */
  void askMemory(Exchange<?> exchange) {
    exchange.askMemory();
  }
}
