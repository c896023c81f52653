package ai.karen.provider.entity;

import java.util.Locale;

/** Where a circuit breaker stands. */
public enum BreakerState {
  CLOSED,
  OPEN,
  HALF_OPEN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
