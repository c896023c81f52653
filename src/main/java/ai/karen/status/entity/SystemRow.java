package ai.karen.status.entity;

import ai.karen.health.entity.Condition;
import ai.karen.health.entity.Standing;

/**
 * One system in the table.
 *
 * @param since when the mode began, an ISO 8601 instant; empty when the check does not measure it
 * @param reason why it is not in primary mode; empty when it is
 */
public record SystemRow(
    String name, SystemHealth status, String mode, String since, String reason) {

  public static SystemRow of(String name, Standing standing) {
    Condition condition = standing.condition();
    return new SystemRow(
        name,
        health(condition.serving(), condition.mode()),
        condition.mode(),
        standing.since().toString(),
        condition.reason());
  }

  /** A check that says nothing of its mode is in primary mode while it is up. */
  public static SystemRow of(String name, CheckResult check) {
    String mode = check.text("mode", check.up() ? Condition.PRIMARY : "none");
    return new SystemRow(
        name, health(check.up(), mode), mode, check.text("since", ""), check.text("reason", ""));
  }

  private static SystemHealth health(boolean serving, String mode) {
    if (!serving) {
      return SystemHealth.FAIL;
    }
    return mode.equals(Condition.PRIMARY) ? SystemHealth.PASS : SystemHealth.DEGRADED;
  }
}
