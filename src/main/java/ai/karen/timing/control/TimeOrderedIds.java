package ai.karen.timing.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes ids that sort by time: UUIDs of version 7 (RFC 9562, section 5.7) as 32 hexadecimal digits
 * without dashes. Thread-safe. Unique, but guessable: never a secret.
 */
@ApplicationScoped
public class TimeOrderedIds {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final Clock clock;

  /** For the container's client proxy. */
  protected TimeOrderedIds() {
    this(null);
  }

  @Inject
  public TimeOrderedIds(Clock clock) {
    this.clock = clock;
  }

  /** A new id, never null. */
  public String next() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(timeHalf()) + hex.toHexDigits(randomHalf());
  }

  /** A new id in the form that databases know, never null. */
  public UUID nextUuid() {
    return new UUID(timeHalf(), randomHalf());
  }

  private long timeHalf() {
    return clock.millis() << 16 | VERSION_7 | ThreadLocalRandom.current().nextLong(0x1000);
  }

  private static long randomHalf() {
    return VARIANT | ThreadLocalRandom.current().nextLong() >>> 2;
  }
}
