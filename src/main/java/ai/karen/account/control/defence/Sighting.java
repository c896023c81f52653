package ai.karen.account.control.defence;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a session was seen last. Immutable.
 *
 * @param site the network's name
 */
record Sighting(String site, Instant at) {

  String text() {
    return site + "|" + at.toEpochMilli();
  }

  /** Empty for what is none. */
  static Optional<Sighting> read(String text) {
    int mark = text.indexOf('|');
    if (mark < 0 || !text.substring(mark + 1).matches("\\d{1,15}")) {
      return Optional.empty();
    }
    Instant at = Instant.ofEpochMilli(Long.parseLong(text.substring(mark + 1)));
    return Optional.of(new Sighting(text.substring(0, mark), at));
  }

  Sighting later(Sighting other) {
    return other.at.isAfter(at) ? other : this;
  }
}
