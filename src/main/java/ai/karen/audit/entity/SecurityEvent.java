package ai.karen.audit.entity;

import java.util.Map;
import java.util.Objects;

/**
 * Something that happened, for the audit log. Immutable.
 *
 * @param kind in snake case, such as {@code login} or {@code refresh_reuse}
 * @param outcome how it ended
 * @param subject the account or key it is about, by its id or, where none is known, a keyed hash;
 *     null where there is none
 * @param address where it came from; null for the engine's own doings
 * @param details further facts, without secrets, by names in snake case
 */
public record SecurityEvent(
    String kind, Outcome outcome, String subject, String address, Map<String, String> details) {

  public SecurityEvent {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(outcome);
    details = Map.copyOf(details);
  }

  /** How it ended. */
  public enum Outcome {
    SUCCESS,
    FAILURE,
    REFUSED
  }
}
