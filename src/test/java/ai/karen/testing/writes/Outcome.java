package ai.karen.testing.writes;

import jakarta.json.JsonObject;
import java.time.Duration;

/**
 * How a request ended. Immutable.
 *
 * @param status 0 where no answer came
 * @param body null where there is none
 * @param took until the answer or the failure
 */
record Outcome(Kind kind, int status, JsonObject body, Duration took) {

  enum Kind {
    /** 2xx: it must last. */
    ACKNOWLEDGED,

    /** 503 with Retry-After: nothing may have been written. */
    REFUSED,

    /** 503 with Retry-After that says so: the question is kept, and nothing else. */
    QUESTION_KEPT,

    /** No answer came, or one that says that it is not known: it may have been written, once. */
    UNKNOWN,

    /** What the engine must never answer here. */
    WRONG
  }

  /**
   * Of the same request once more: what may have been written stays open, and what was kept stays
   * kept, until the engine says that it is done.
   */
  Outcome then(Outcome again) {
    boolean stays =
        kind == Kind.UNKNOWN && !again.isAcknowledged()
            || kind == Kind.QUESTION_KEPT && again.kind == Kind.REFUSED;
    return stays ? this : again;
  }

  boolean isAcknowledged() {
    return kind == Kind.ACKNOWLEDGED;
  }

  /** Whether a client with manners sends it again. */
  boolean isOpen() {
    return kind == Kind.REFUSED || kind == Kind.QUESTION_KEPT || kind == Kind.UNKNOWN;
  }
}
