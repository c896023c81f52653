package ai.karen.account.control.defence;

/** How unusual something is. Immutable. */
public record Risk(boolean isHigh) {}
