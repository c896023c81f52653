package ai.karen.conversation.boundary;

import ai.karen.conversation.entity.Position;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Puts a place in a list into a word that clients hand back. It begins with the version of its form
 * and a mark of the list, so that another list's or another version's is refused.
 */
final class Cursors {
  /** Of the list of conversations. */
  static final byte CONVERSATIONS = 1;

  /** Of a list of messages. */
  static final byte MESSAGES = 2;

  private static final byte VERSION = 1;
  private static final int SIZE = 2 + Long.BYTES + Integer.BYTES + 2 * Long.BYTES;

  private Cursors() {}

  static String text(Position position, byte list) {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE).put(VERSION).put(list);
    bytes.putLong(position.at().getEpochSecond()).putInt(position.at().getNano());
    bytes.putLong(position.id().getMostSignificantBits());
    bytes.putLong(position.id().getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * @param text null for the first page
   * @return null for the first page
   * @throws ProblemException 400 {@code invalid_cursor}
   */
  static Position read(String text, byte list) {
    return text == null ? null : read(bytes(text), list);
  }

  private static Position read(ByteBuffer bytes, byte list) {
    try {
      if (bytes.remaining() != SIZE || bytes.get() != VERSION || bytes.get() != list) {
        throw invalid();
      }
      long seconds = bytes.getLong();
      int nanos = bytes.getInt();
      if (seconds < 0 || seconds > Integer.MAX_VALUE * 4L || nanos < 0 || nanos > 999_999_999) {
        throw invalid();
      }
      return new Position(
          Instant.ofEpochSecond(seconds, nanos), new UUID(bytes.getLong(), bytes.getLong()));
    } catch (BufferUnderflowException cut) {
      throw invalid();
    }
  }

  private static ByteBuffer bytes(String text) {
    try {
      return ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException noBase64) {
      throw invalid();
    }
  }

  private static ProblemException invalid() {
    return new ProblemException(
        Problem.invalid(
                400, "invalid_cursor", "'cursor' is not one that this list gave out", "cursor")
            .withNextSteps("Take it from next_cursor, or leave it out to begin anew."));
  }
}
