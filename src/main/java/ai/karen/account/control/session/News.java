package ai.karen.account.control.session;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;

/** What one node tells the others about sessions, as a line of text. */
sealed interface News {
  /** Where no session is kept. */
  String NONE = "-";

  /** A session was ended, for good. */
  record Ended(UUID session) implements News {
    @Override
    public String text() {
      return "ended " + session;
    }
  }

  /**
   * A user's sessions until a moment were ended, for good.
   *
   * @param kept null for none
   */
  record AllEnded(UUID user, Instant until, UUID kept) implements News {
    @Override
    public String text() {
      return "all-ended " + user + " " + until + " " + (kept == null ? NONE : kept.toString());
    }
  }

  /** One access token was revoked, for good. */
  record TokenRevoked(UUID session, String token) implements News {
    @Override
    public String text() {
      return "token-revoked " + session + " " + token;
    }
  }

  /** Something about a user is to be asked anew. */
  record Changed(UUID user) implements News {
    @Override
    public String text() {
      return "changed " + user;
    }
  }

  String text();

  /** Empty for what this version does not understand. */
  static Optional<News> read(String text) {
    String[] words = text.split(" ");
    try {
      return switch (words[0] + words.length) {
        case "ended2" -> Optional.of(new Ended(UUID.fromString(words[1])));
        case "changed2" -> Optional.of(new Changed(UUID.fromString(words[1])));
        case "token-revoked3" -> Optional.of(new TokenRevoked(UUID.fromString(words[1]), words[2]));
        case "all-ended4" -> Optional.of(allEnded(words));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException | DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  private static News allEnded(String... words) {
    UUID kept = words[3].equals(NONE) ? null : UUID.fromString(words[3]);
    return new AllEnded(UUID.fromString(words[1]), Instant.parse(words[2]), kept);
  }
}
