package ai.karen.bench;

/** What became of one request. Not thread-safe. */
final class Outcome {
  /** The role comes first, then the first token. */
  private static final int EVENTS_TO_FIRST_TOKEN = 2;

  private final long due;
  private long firstToken;
  private long end;
  private int status;
  private int events;
  private boolean done;

  /**
   * A request that has not been sent.
   *
   * @param due when it should be
   */
  Outcome(long due) {
    this.due = due;
  }

  void progress(ResponseReader response, long now) {
    if (firstToken == 0 && response.events() >= EVENTS_TO_FIRST_TOKEN) {
      firstToken = now;
    }
    if (response.isWhole()) {
      end = now;
      status = response.status();
      events = response.events();
      done = response.isDone();
    }
  }

  /** Zero for a request without a whole answer. */
  int status() {
    return status;
  }

  boolean isWholeStream(int expectedEvents) {
    return done && events == expectedEvents;
  }

  boolean hasFirstToken() {
    return firstToken != 0;
  }

  long timeToFirstToken() {
    return firstToken - due;
  }

  /** From when it was due to the last byte. */
  long latency() {
    return end - due;
  }

  long due() {
    return due;
  }

  /** Zero for a request without a whole answer. */
  long end() {
    return end;
  }
}
