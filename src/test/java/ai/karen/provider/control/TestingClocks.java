package ai.karen.provider.control;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Wall clocks that stand still. */
final class TestingClocks {
  static final Clock STANDING = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private TestingClocks() {}
}
