package ai.karen.account.boundary;

import ai.karen.audit.entity.AuditEntry;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page of security events ended. Opaque to clients. Immutable.
 *
 * @param at when the last one happened; null before the first page
 * @param id the last one's; null before the first page
 */
record EventCursor(Instant at, UUID id) {
  static final EventCursor BEGIN = new EventCursor(null, null);

  private static final byte VERSION = 1;
  private static final int SIZE = 1 + 3 * Long.BYTES;
  private static final long MICROS = 1_000_000;

  /** In the 23rd century. */
  private static final long LATEST = Integer.MAX_VALUE * 4L * MICROS;

  static String text(AuditEntry last) {
    long micros = last.at().getEpochSecond() * MICROS + last.at().getNano() / 1_000;
    ByteBuffer bytes = ByteBuffer.allocate(SIZE).put(VERSION).putLong(micros);
    bytes.putLong(last.id().getMostSignificantBits());
    bytes.putLong(last.id().getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * @param text null for the first page
   * @throws ProblemException 400
   */
  static EventCursor read(String text) {
    return text == null ? BEGIN : read(bytes(text));
  }

  private static EventCursor read(ByteBuffer bytes) {
    if (bytes.remaining() != SIZE || bytes.get() != VERSION) {
      throw invalid();
    }
    long micros = bytes.getLong();
    if (micros < 0 || micros > LATEST) {
      throw invalid();
    }
    Instant at = Instant.ofEpochSecond(micros / MICROS, micros % MICROS * 1_000);
    return new EventCursor(at, new UUID(bytes.getLong(), bytes.getLong()));
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
