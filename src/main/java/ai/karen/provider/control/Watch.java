package ai.karen.provider.control;

import ai.karen.timing.control.Timer;
import java.time.Duration;

/**
 * Calls out when something that is waited for stays away too long. One timer serves however many
 * waits follow each other, because a stream has thousands. Thread-safe.
 */
final class Watch {
  private static final long NOT_WAITING = Long.MIN_VALUE;

  private final Timer timer;
  private final long limit;
  private final Runnable alarm;
  private long owed;
  private volatile long waitingSince = NOT_WAITING;
  private volatile boolean stopped;
  private volatile Timer.Timeout next;

  Watch(Timer timer, Duration limit, Runnable alarm) {
    this.timer = timer;
    this.limit = limit.toNanos();
    this.alarm = alarm;
  }

  void start() {
    schedule(limit);
  }

  /** So many more are waited for; who was waited for already is not given more time. */
  synchronized void waiting(long count) {
    owed = Demand.sum(owed, count);
    if (waitingSince == NOT_WAITING) {
      waitingSince = timer.nanoTime();
    }
  }

  /** One of them came. */
  synchronized void came() {
    owed = Math.max(0, owed - 1);
    waitingSince = owed == 0 ? NOT_WAITING : timer.nanoTime();
  }

  void stop() {
    stopped = true;
    Timer.Timeout scheduled = next;
    if (scheduled != null) {
      scheduled.cancel();
    }
  }

  private void look() {
    long since = waitingSince;
    if (stopped) {
      return;
    }
    long left = since == NOT_WAITING ? limit : limit - (timer.nanoTime() - since);
    if (left <= 0) {
      alarm.run();
    } else {
      schedule(left);
    }
  }

  private void schedule(long nanos) {
    next = timer.schedule(Duration.ofNanos(nanos), this::look);
  }
}
