package ai.karen.status.entity;

import java.time.Duration;
import java.util.List;

/** The whole table, as everybody may see it. */
public record SystemStatus(
    SystemHealth overall, String version, Duration uptime, List<SystemRow> systems) {

  public SystemStatus {
    systems = List.copyOf(systems);
  }
}
