package ai.karen.status.entity;

/** How well a system works; the order is from good to bad. */
public enum SystemHealth {
  PASS,
  DEGRADED,
  FAIL
}
