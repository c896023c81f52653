package ai.karen.testing;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a scripted provider saw: connections, questions (lists of models are none), and what it
 * wrote. Thread-safe; each number for itself is exact.
 */
public final class Counters {
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();
  private final AtomicInteger abandoned = new AtomicInteger();
  private final Semaphore leavers = new Semaphore(0);
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /** All that were opened so far. */
  public int connections() {
    return connections.get();
  }

  public int questions() {
    return questions.get();
  }

  /** Questions that are being answered now. */
  public int inFlight() {
    return inFlight.get();
  }

  public int mostInFlight() {
    return mostInFlight.get();
  }

  /** Questions whose caller hung up before their answer was complete. */
  public int abandoned() {
    return abandoned.get();
  }

  /** Server-sent events. */
  public long events() {
    return events.get();
  }

  public long bytes() {
    return bytes.get();
  }

  void connected() {
    connections.incrementAndGet();
  }

  void asked() {
    questions.incrementAndGet();
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
  }

  void answered() {
    inFlight.decrementAndGet();
  }

  void abandon() {
    abandoned.incrementAndGet();
    leavers.release();
  }

  void awaitAbandoned(int callers, Duration longest) {
    try {
      if (!leavers.tryAcquire(callers, longest.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("nobody hung up on the provider");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  void wrote(int events, int bytes) {
    this.events.addAndGet(events);
    this.bytes.addAndGet(bytes);
  }
}
