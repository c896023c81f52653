package ai.karen.account.control.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What was found out about sessions a moment ago, by session alone: two people never share one.
 * What was read before something was ended is not kept after it. Thread-safe; bounded.
 */
final class ValidationCache {
  static final int MOST = 10_000;

  private final Duration life;
  private final Clock clock;
  private final Map<UUID, Entry> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Entry> eldest) {
          return size() > MOST;
        }
      };

  /** How often something was dropped so far. */
  private long epoch;

  ValidationCache(Duration life, Clock clock) {
    this.life = life;
    this.clock = clock;
  }

  /**
   * @param load asks the stores; what it throws is thrown, and not remembered
   */
  SessionState get(UUID session, Function<UUID, SessionState> load) {
    long before;
    synchronized (this) {
      Entry known = entries.get(session);
      if (known != null && clock.instant().isBefore(known.end())) {
        return known.state();
      }
      before = epoch;
    }
    Instant end = clock.instant().plus(life);
    SessionState state = load.apply(session);
    keep(before, new Entry(state, end));
    return state;
  }

  /** Also what is being loaded right now is asked anew next time. */
  synchronized void drop(UUID session) {
    epoch++;
    entries.remove(session);
  }

  synchronized void dropAll(Predicate<SessionState> which) {
    epoch++;
    entries.values().removeIf(entry -> which.test(entry.state()));
  }

  private synchronized void keep(long before, Entry entry) {
    if (before == epoch) {
      entries.put(entry.state().session(), entry);
    }
  }

  private record Entry(SessionState state, Instant end) {}
}
