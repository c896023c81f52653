package ai.karen.provider.control;

import ai.karen.timing.control.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A wait that a cancellation ends early. What follows it runs once. Thread-safe. */
final class Wait {
  private final Runnable next;
  private final AtomicBoolean over = new AtomicBoolean();

  Wait(Runnable next) {
    this.next = next;
  }

  void begin(Duration length, Timer timer, Cancellation cancellation) {
    Timer.Timeout timeout = timer.schedule(length, this::end);
    cancellation.onCancel(
        why -> {
          timeout.cancel();
          end();
        });
  }

  private void end() {
    if (over.compareAndSet(false, true)) {
      next.run();
    }
  }
}
