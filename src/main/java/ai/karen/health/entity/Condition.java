package ai.karen.health.entity;

import java.util.Objects;

/**
 * How a part of the engine is at one moment. Immutable.
 *
 * @param serving whether it does its work at all, be it by a fallback
 * @param mode {@link #PRIMARY}, or the name of the fallback that does the work
 * @param reason a sentence that says why it is not in primary mode; empty when it is
 * @param cause the same in a word
 */
public record Condition(boolean serving, String mode, String reason, Cause cause) {
  public static final String PRIMARY = "primary";

  /** The mode of what nothing does any more. */
  public static final String NONE = "none";

  public Condition {
    Objects.requireNonNull(mode);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(cause);
  }

  public Condition(boolean serving, String mode, String reason) {
    this(serving, mode, reason, Cause.OTHER);
  }

  public static Condition primary() {
    return new Condition(true, PRIMARY, "", Cause.NONE);
  }

  public static Condition fallback(String mode, String reason) {
    return new Condition(true, mode, reason);
  }

  public static Condition fallback(String mode, String reason, Cause cause) {
    return new Condition(true, mode, reason, cause);
  }

  /** It does not do its work, and nothing does in its place. */
  public static Condition failed(String reason) {
    return new Condition(false, NONE, reason);
  }

  public boolean isPrimary() {
    return serving && mode.equals(PRIMARY);
  }

  /** Whether a reader would call both the same state; the wording of the reason does not count. */
  public boolean sameModeAs(Condition other) {
    return serving == other.serving && mode.equals(other.mode);
  }
}
