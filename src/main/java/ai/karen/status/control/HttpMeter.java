package ai.karen.status.control;

import java.time.Duration;

/** Counts HTTP requests. Thread-safe, costs a few microseconds. */
public interface HttpMeter {

  void started();

  /**
   * Follows each {@link #started} exactly once.
   *
   * @param route the template, such as {@code /v1/models/{id}}; never a path as it was sent
   * @param status the HTTP status
   */
  void ended(String method, String route, int status, Duration latency);
}
