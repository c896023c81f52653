package ai.karen.admission.control;

import ai.karen.configuration.control.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * The operator's limits.
 *
 * @param inFlight requests that may run at once
 * @param queue requests that may wait besides
 * @param longest a request's longest deadline
 */
record Limits(int inFlight, int queue, Duration longest) {
  private static final int MOST = 1_000_000;

  static Limits of(Settings settings) {
    return new Limits(
        settings.number("karen.http.max-in-flight", 4096, 1, MOST),
        settings.number("karen.http.queue", 1024, 0, MOST),
        settings.duration("karen.request.deadline", Duration.ofMinutes(2)));
  }

  /** What a request has from its arrival to its end. */
  Duration time(Optional<Duration> asked) {
    return asked.filter(time -> time.compareTo(longest) < 0).orElse(longest);
  }

  /** Requests that may be here at once. */
  int present() {
    return inFlight + queue;
  }
}
