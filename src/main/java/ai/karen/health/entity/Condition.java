package ai.karen.health.entity;

import java.util.Objects;

/**
 * How a part of the engine is at one moment. Immutable.
 *
 * @param serving whether it does its work at all, be it by a fallback
 * @param mode {@link #PRIMARY}, or the name of the fallback that does the work
 * @param reason a sentence that says why it is not in primary mode; empty when it is
 */
public record Condition(boolean serving, String mode, String reason) {
  public static final String PRIMARY = "primary";

  public Condition {
    Objects.requireNonNull(mode);
    Objects.requireNonNull(reason);
  }

  public static Condition primary() {
    return new Condition(true, PRIMARY, "");
  }

  public static Condition fallback(String mode, String reason) {
    return new Condition(true, mode, reason);
  }

  /** It does not do its work, and nothing does in its place. */
  public static Condition failed(String reason) {
    return new Condition(false, "none", reason);
  }

  public boolean isPrimary() {
    return serving && mode.equals(PRIMARY);
  }

  /** Whether a reader would call both the same state; the wording of the reason does not count. */
  public boolean sameModeAs(Condition other) {
    return serving == other.serving && mode.equals(other.mode);
  }
}
