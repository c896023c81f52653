package ai.karen.admission.entity;

/**
 * A request was turned away at the gate.
 *
 * @param reason {@code full}, {@code congested}, {@code waited} or {@code shutting_down}
 */
public record RequestRefused(String reason) {}
