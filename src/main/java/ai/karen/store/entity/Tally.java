package ai.karen.store.entity;

import java.time.Duration;
import java.util.Objects;

/**
 * How often something was counted in the window that runs. Immutable.
 *
 * @param count the latest included
 * @param left until the window ends and counting begins anew; never zero
 */
public record Tally(long count, Duration left) {

  public Tally {
    Objects.requireNonNull(left);
  }
}
