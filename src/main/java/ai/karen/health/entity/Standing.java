package ai.karen.health.entity;

import java.time.Instant;
import java.util.Objects;

/**
 * A condition and when its mode began. Immutable.
 *
 * @param since when the mode was first seen
 */
public record Standing(Condition condition, Instant since) {

  public Standing {
    Objects.requireNonNull(condition);
    Objects.requireNonNull(since);
  }
}
