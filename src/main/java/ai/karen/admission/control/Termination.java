package ai.karen.admission.control;

/** How the platform asks the process to end, and how the process ends. Thread-safe. */
public interface Termination {

  /**
   * From now on a request to end runs the action instead of ending the process. Without effect, but
   * for a word in the log, where the platform has no such request.
   *
   * @param action runs at each request, on a thread of its own
   */
  void onRequest(Runnable action);

  /** Requests go where they went before. */
  void forget();

  /** Ends the process in good order, with exit code 0. Returns before that. */
  void exit();

  /** Ends the process as the request would have without us. Returns before that. */
  void giveWay();
}
