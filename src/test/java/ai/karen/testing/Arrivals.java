package ai.karen.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** When questions came to a scripted provider, by that provider's own clock. Thread-safe. */
public final class Arrivals {
  private final List<Long> times = new ArrayList<>();

  /** Notes each question, and then does what the other one does. */
  public Behaviour noting(Behaviour then) {
    return (request, conversation) -> {
      note();
      then.respond(request, conversation);
    };
  }

  /** From the first question to the second. */
  public synchronized Duration gap() {
    return Duration.ofNanos(times.get(1) - times.get(0));
  }

  private synchronized void note() {
    times.add(System.nanoTime());
  }
}
