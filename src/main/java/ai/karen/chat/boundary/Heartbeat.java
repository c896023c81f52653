package ai.karen.chat.boundary;

import ai.karen.timing.control.Timer;
import java.time.Duration;

/** Tells when a stream was silent for a whole interval, again and again. Thread-safe. */
final class Heartbeat {
  private final Timer timer;
  private final Duration interval;
  private final Runnable onSilence;
  private Timer.Timeout next = () -> {};
  private boolean quiet;
  private boolean stopped;

  Heartbeat(Timer timer, Duration interval, Runnable onSilence) {
    this.timer = timer;
    this.interval = interval;
    this.onSilence = onSilence;
  }

  void start() {
    if (isSilent()) {
      onSilence.run();
    }
  }

  /** Something was said. */
  synchronized void noise() {
    quiet = false;
  }

  synchronized void stop() {
    stopped = true;
    next.cancel();
  }

  private synchronized boolean isSilent() {
    boolean silent = quiet && !stopped;
    quiet = true;
    if (!stopped) {
      next = timer.schedule(interval, this::start);
    }
    return silent;
  }
}
