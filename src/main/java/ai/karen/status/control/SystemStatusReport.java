package ai.karen.status.control;

import ai.karen.health.control.ConditionHistory;
import ai.karen.status.entity.CheckResult;
import ai.karen.status.entity.HealthReport;
import ai.karen.status.entity.SystemHealth;
import ai.karen.status.entity.SystemRow;
import ai.karen.status.entity.SystemStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The table of systems: every readiness check, whoever contributes it, and what follows from the
 * providers' states. Thread-safe.
 */
@ApplicationScoped
public class SystemStatusReport {
  private static final Map<String, String> NAMES = Map.of("providers", "model availability");

  private final ConnectionHealth connections;
  private final StandIns standIns;
  private final Version version;
  private final Clock clock;
  private final Instant start;
  private final ConditionHistory connectionHistory;
  private final ConditionHistory standInHistory;

  /** For the container's client proxy. */
  protected SystemStatusReport() {
    this.connections = null;
    this.standIns = null;
    this.version = null;
    this.clock = null;
    this.start = null;
    this.connectionHistory = null;
    this.standInHistory = null;
  }

  @Inject
  public SystemStatusReport(
      ConnectionHealth connections, StandIns standIns, Version version, Clock clock) {
    this.connections = connections;
    this.standIns = standIns;
    this.version = version;
    this.clock = clock;
    this.start = clock.instant();
    this.connectionHistory = new ConditionHistory(clock);
    this.standInHistory = new ConditionHistory(clock);
  }

  public SystemStatus report(HealthReport readiness) {
    List<SystemRow> rows = new ArrayList<>();
    readiness.checks().forEach(check -> rows.add(SystemRow.of(nameOf(check), check)));
    if (connections.isKnown()) {
      rows.add(
          SystemRow.of("connection health", connectionHistory.observe(connections.condition())));
    }
    rows.add(SystemRow.of("intelligent fallbacks", standInHistory.observe(standIns.condition())));
    return new SystemStatus(overall(readiness, rows), version.number(), uptime(), rows);
  }

  private Duration uptime() {
    return Duration.between(start, clock.instant());
  }

  /** While the engine is ready it serves: what fails elsewhere degrades it. */
  private static SystemHealth overall(HealthReport readiness, List<SystemRow> rows) {
    if (!readiness.isUp()) {
      return SystemHealth.FAIL;
    }
    return rows.stream().allMatch(row -> row.status() == SystemHealth.PASS)
        ? SystemHealth.PASS
        : SystemHealth.DEGRADED;
  }

  private static String nameOf(CheckResult check) {
    return NAMES.getOrDefault(check.name(), check.name().replace('-', ' '));
  }
}
