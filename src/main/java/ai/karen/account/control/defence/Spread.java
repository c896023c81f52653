package ai.karen.account.control.defence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many different things somebody was wrong about of late, such as accounts from one address.
 * Thread-safe; holds as many as are allowed, and no more.
 */
final class Spread {
  private final int most;
  private final Duration window;
  private final Map<String, Instant> ends = new HashMap<>();

  /**
   * @param before how many there were before a restart, which the failures are, and until when they
   *     count; what they were is not known any more
   */
  Spread(int most, Duration window, LaneState before) {
    this.most = most;
    this.window = window;
    for (int number = 0; number < Math.min(before.failures(), most); number++) {
      ends.put("before-" + number, before.blockedUntil());
    }
  }

  Spread(int most, Duration window) {
    this(most, window, LaneState.FRESH);
  }

  /**
   * Counts it as wrong for as long as it is under way.
   *
   * @return zero, or how long to wait where it is one too many
   */
  synchronized Duration admit(String name, Instant now) {
    forget(now);
    if (!ends.containsKey(name) && ends.size() >= most) {
      Instant first = ends.values().stream().min(Instant::compareTo).orElse(now);
      return Duration.between(now, first);
    }
    ends.putIfAbsent(name, now.plus(Lane.LONGEST_ATTEMPT));
    return Duration.ZERO;
  }

  /**
   * @return how many there are
   */
  synchronized int failed(String name, Instant now) {
    forget(now);
    if (ends.size() < most || ends.containsKey(name)) {
      ends.put(name, now.plus(window));
    }
    return ends.size();
  }

  synchronized void succeeded(String name) {
    ends.remove(name);
  }

  /** It came to nothing: what was admitted is not counted, what failed before still is. */
  synchronized void released(String name, Instant now) {
    Instant longest = now.plus(Lane.LONGEST_ATTEMPT);
    ends.computeIfPresent(name, (same, end) -> end.isAfter(longest) ? end : null);
  }

  synchronized int size(Instant now) {
    forget(now);
    return ends.size();
  }

  private void forget(Instant now) {
    ends.values().removeIf(end -> !end.isAfter(now));
  }
}
