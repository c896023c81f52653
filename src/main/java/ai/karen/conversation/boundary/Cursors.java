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

  /** In the 23rd century; what databases can hold is later still. */
  private static final long LATEST = Integer.MAX_VALUE * 4L;

  private static final int LAST_NANOSECOND = 999_999_999;

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
      Instant at = at(bytes.getLong(), bytes.getInt());
      return new Position(at, new UUID(bytes.getLong(), bytes.getLong()));
    } catch (BufferUnderflowException cut) {
      throw invalid();
    }
  }

  private static Instant at(long seconds, int nanos) {
    if (seconds < 0 || seconds > LATEST || nanos < 0 || nanos > LAST_NANOSECOND) {
      throw invalid();
    }
    return Instant.ofEpochSecond(seconds, nanos);
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
