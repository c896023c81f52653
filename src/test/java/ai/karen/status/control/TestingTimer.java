package ai.karen.status.control;

import ai.karen.timing.control.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that a test turns by hand. */
public final class TestingTimer implements Timer {
  private final List<Due> waiting = new ArrayList<>();
  private long now;

  public void advance(Duration duration) {
    now += duration.toNanos();
    List<Due> due = waiting.stream().filter(each -> each.at() <= now).toList();
    waiting.removeAll(due);
    due.forEach(each -> each.action().run());
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public Timeout schedule(Duration delay, Runnable action) {
    Due due = new Due(now + delay.toNanos(), action);
    waiting.add(due);
    return () -> waiting.remove(due);
  }

  private record Due(long at, Runnable action) {}
}
