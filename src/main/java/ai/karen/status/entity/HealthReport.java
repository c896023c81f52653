package ai.karen.status.entity;

import java.util.List;

/** What all health checks of a kind said. */
public record HealthReport(List<CheckResult> checks) {

  public HealthReport {
    checks = List.copyOf(checks);
  }

  /** Up when every check is; without checks too. */
  public boolean isUp() {
    return checks.stream().allMatch(CheckResult::up);
  }
}
