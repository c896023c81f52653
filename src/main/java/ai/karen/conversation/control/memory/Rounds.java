package ai.karen.conversation.control.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Goes over the time of all messages, part by part: at the start, every hour, and again over the
 * time in which the database was not seen, because what waited in journals comes late. For one
 * thread.
 */
final class Rounds {
  /** From the end of one to the next. */
  static final Duration PAUSE = Duration.ofHours(1);

  /** How long after the database was not seen some of that time may still come. */
  static final Duration DOUBT = Duration.ofMinutes(10);

  private static final Duration SHORT_PAUSE = Duration.ofSeconds(10);

  private Instant place = Instant.EPOCH;
  private Instant next = Instant.EPOCH;
  private Instant doubtBegins = Instant.EPOCH;
  private Instant doubtEnds = Instant.EPOCH;

  /** After which time to look; empty between two rounds. */
  Optional<Instant> place(Instant now) {
    return now.isBefore(next) ? Optional.empty() : Optional.of(place);
  }

  /** All is seen to up to here, and there is more. */
  void passed(Instant time) {
    place = time;
  }

  /** There was no more. */
  void done(Instant now) {
    boolean doubtful = now.isBefore(doubtEnds);
    place = doubtful ? doubtBegins : Instant.EPOCH;
    next = now.plus(doubtful ? SHORT_PAUSE : PAUSE);
  }

  /** The database could not be seen now. */
  void unseen(Instant now) {
    if (!now.isBefore(doubtEnds)) {
      doubtBegins = now.minus(DOUBT);
    }
    doubtEnds = now.plus(DOUBT);
    if (now.isBefore(next) || place.isAfter(doubtBegins)) {
      place = doubtBegins;
    }
    next = now;
  }
}
