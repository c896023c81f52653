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

    /** No answer came, or one that says that it is not known: it may have been written, once. */
    UNKNOWN,

    /** What the engine must never answer here. */
    WRONG
  }

  /** Of a deletion that is sent again: not there is what was asked for. */
  Outcome goneIsDone() {
    return status == 404 ? new Outcome(Kind.ACKNOWLEDGED, status, body, took) : this;
  }

  boolean isAcknowledged() {
    return kind == Kind.ACKNOWLEDGED;
  }

  /** Whether a client with manners sends it again. */
  boolean isOpen() {
    return kind == Kind.REFUSED || kind == Kind.UNKNOWN;
  }
}
