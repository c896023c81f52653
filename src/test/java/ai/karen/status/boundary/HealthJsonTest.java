package ai.karen.status.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.status.entity.CheckResult;
import ai.karen.status.entity.HealthReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthJsonTest {

  @Test
  void requirement2JsonIsAsTheSpecificationLaysItDown() {
    HealthReport report =
        new HealthReport(
            List.of(
                new CheckResult("engine", true, Map.of()),
                new CheckResult(
                    "store", false, Map.of("mode", "none", "parked", 3L, "ok", false))));

    assertThat(HealthJson.of(report))
        .hasToString(
            "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"engine\",\"status\":\"UP\"},"
                + "{\"name\":\"store\",\"status\":\"DOWN\","
                + "\"data\":{\"mode\":\"none\",\"ok\":false,\"parked\":3}}]}");
  }

  @Test
  void requirement2WithoutChecksUp() {
    assertThat(HealthJson.of(new HealthReport(List.of())))
        .hasToString("{\"status\":\"UP\",\"checks\":[]}");
  }
}
