package ai.karen.store.adapter.memory;

import ai.karen.store.control.Window;
import ai.karen.store.entity.Tally;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts within windows; where counters become too many, those not used longest begin anew. */
final class Counters {
  static final int MOST = 100_000;

  private final Clock clock;
  private final Map<String, Count> counts = new Latest();

  Counters(Clock clock) {
    this.clock = clock;
  }

  synchronized Tally add(String counter, long amount, Duration length) {
    Window window = Window.now(clock, length);
    Count count = counts.get(counter);
    if (count == null || count.window != window.number()) {
      count = new Count(window.number());
      counts.put(counter, count);
    }
    count.value += amount;
    return new Tally(count.value, window.left());
  }

  private static final class Count {
    private final long window;
    private long value;

    private Count(long window) {
      this.window = window;
    }
  }

  private static final class Latest extends LinkedHashMap<String, Count> {
    private Latest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
      return size() > MOST;
    }
  }
}
