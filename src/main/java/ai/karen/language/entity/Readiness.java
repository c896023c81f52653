package ai.karen.language.entity;

import java.util.Objects;

/**
 * Whether a part of the engine can be used now. Immutable.
 *
 * @param available true when it works
 * @param reason a sentence for the operator that says why it does not; empty when it does
 */
public record Readiness(boolean available, String reason) {

  public Readiness {
    Objects.requireNonNull(reason);
  }

  public static Readiness ready() {
    return new Readiness(true, "");
  }

  public static Readiness missing(String reason) {
    return new Readiness(false, reason);
  }
}
