package ai.karen.chat.control;

import java.util.concurrent.atomic.AtomicBoolean;

/** Runs an action the first time only. Thread-safe. */
final class Once implements Runnable {
  private final AtomicBoolean done = new AtomicBoolean();
  private final Runnable action;

  Once(Runnable action) {
    this.action = action;
  }

  @Override
  public void run() {
    if (!done.getAndSet(true)) {
      action.run();
    }
  }
}
