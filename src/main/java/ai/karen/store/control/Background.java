package ai.karen.store.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Repeats a step on a thread of its own, with a pause in between, until it is closed. */
final class Background implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Background.class.getName());

  private final Runnable step;
  private final Duration pause;
  private final Semaphore calls = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  Background(ThreadFactory threads, Duration pause, Runnable step) {
    this.step = step;
    this.pause = pause;
    this.thread = threads.newThread(this::run);
    this.thread.setDaemon(true);
  }

  Background start() {
    thread.start();
    return this;
  }

  @Override
  public void close() {
    closed = true;
    calls.release();
  }

  private void run() {
    while (!closed) {
      once();
      rest();
    }
  }

  private void once() {
    try {
      step.run();
    } catch (RuntimeException | Error defect) {
      LOG.log(Level.ERROR, "A task of the stores failed; it is tried again", defect);
    }
  }

  private void rest() {
    try {
      if (calls.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        calls.drainPermits();
      }
    } catch (InterruptedException end) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }
}
