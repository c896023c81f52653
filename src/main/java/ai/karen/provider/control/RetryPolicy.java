package ai.karen.provider.control;

import ai.karen.provider.entity.ProviderFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The design's table "What a provider's failure means", for one request: it remembers which
 * provider was asked again already, and how long was waited for it. Used by one thread at a time.
 */
final class RetryPolicy {
  /** Full jitter: a retry waits for anything up to this. */
  static final Duration BASE = Duration.ofMillis(100);

  /** The same after "slow down" without a time. */
  static final Duration RATE_LIMIT_BASE = Duration.ofSeconds(1);

  private final Deadline deadline;
  private final Duration longestWait;
  private final RandomGenerator random;
  private final Set<String> retried = new HashSet<>();
  private final Map<String, Duration> waited = new HashMap<>();

  RetryPolicy(Deadline deadline, Duration longestWait, RandomGenerator random) {
    this.deadline = deadline;
    this.longestWait = longestWait;
    this.random = random;
  }

  Verdict after(ProviderFailure failure, Link link, ProviderHealth health) {
    return switch (failure.kind()) {
      case TRANSIENT -> once(link, health, BASE);
      case RATE_LIMITED -> whenAsked(failure, link, health);
      case REJECTED, CANCELLED -> new Verdict.Stop();
      case INVALID -> link.named() ? new Verdict.Stop() : new Verdict.Next();
      default -> new Verdict.Next();
    };
  }

  private Verdict once(Link link, ProviderHealth health, Duration base) {
    Duration wait = Duration.ofNanos(random.nextLong(base.toNanos() + 1));
    boolean again =
        !retried.contains(link.provider()) && deadline.allows(wait) && health.takeRetry();
    if (again) {
      retried.add(link.provider());
    }
    return again ? new Verdict.Retry(wait) : new Verdict.Next();
  }

  private Verdict whenAsked(ProviderFailure failure, Link link, ProviderHealth health) {
    return failure
        .retryAfter()
        .map(wait -> waitFor(wait, link, health))
        .orElseGet(() -> once(link, health, RATE_LIMIT_BASE));
  }

  /** All waits for one provider together stay below the limit, or a row of them would not. */
  private Verdict waitFor(Duration asked, Link link, ProviderHealth health) {
    // At once would be a tight loop of calls.
    Duration wait = asked.compareTo(BASE) < 0 ? BASE : asked;
    Duration total = waited.getOrDefault(link.provider(), Duration.ZERO).plus(wait);
    boolean again =
        total.compareTo(longestWait) <= 0 && deadline.allows(wait) && health.takeRetry();
    if (again) {
      waited.put(link.provider(), total);
    }
    return again ? new Verdict.Retry(wait) : new Verdict.Next();
  }
}
