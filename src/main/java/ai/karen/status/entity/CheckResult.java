package ai.karen.status.entity;

import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * What one health check said.
 *
 * @param data strings, numbers and truth values by name
 */
public record CheckResult(String name, boolean up, Map<String, Object> data) {

  public CheckResult {
    data = Map.copyOf(data);
  }

  public static CheckResult of(HealthCheckResponse response) {
    return new CheckResult(
        response.getName(),
        response.getStatus() == HealthCheckResponse.Status.UP,
        response.getData().orElse(Map.of()));
  }

  /** A check that could not even be asked. */
  public static CheckResult broken(String name, String reason) {
    return new CheckResult(name, false, Map.of("reason", reason));
  }

  /** One of the data's texts; the fallback where it is missing. */
  public String text(String key, String fallback) {
    return data.get(key) instanceof String text ? text : fallback;
  }
}
