package ai.karen.admission.control;

import ai.karen.configuration.control.Settings;

/**
 * The operator's limits.
 *
 * @param inFlight requests that may run at once
 * @param queue requests that may wait besides
 */
record Limits(int inFlight, int queue) {
  private static final int MOST = 1_000_000;

  static Limits of(Settings settings) {
    return new Limits(
        settings.number("karen.http.max-in-flight", 4096, 1, MOST),
        settings.number("karen.http.queue", 1024, 0, MOST));
  }

  /** Requests that may be here at once. */
  int present() {
    return inFlight + queue;
  }
}
