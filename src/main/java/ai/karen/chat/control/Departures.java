package ai.karen.chat.control;

import ai.karen.chat.entity.ClientConnection;

/**
 * Tells when clients hang up while they wait, which no Jakarta EE interface does. Thread-safe. Best
 * effort: where a connection can't be seen it tells nothing, and never that somebody went who may
 * still be there.
 */
public interface Departures {

  /**
   * Watches a connection until it is told to stop.
   *
   * @param onGone runs at most once, within a second of the client's closing its end, on a thread
   *     that may be kept for as long as writing a short answer takes
   */
  Watch watch(ClientConnection connection, Runnable onGone);

  /** One connection under watch. */
  interface Watch {
    /** Ends it; to be called as soon as nobody waits on the connection any more. */
    void stop();
  }
}
