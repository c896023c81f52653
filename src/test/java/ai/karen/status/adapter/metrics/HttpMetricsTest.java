package ai.karen.status.adapter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Startup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpMetricsTest {
  private final TestingRegistry registry = new TestingRegistry("application");
  private final HttpMetrics metrics = new HttpMetrics(new Instruments(registry.registry()));

  @Test
  void requirement5RequestIsCountedByRouteAndStatusClass() {
    metrics.started();
    metrics.ended("POST", "/v1/chat/completions", 503, Duration.ofMillis(4));

    assertThat(count("POST", "/v1/chat/completions", "5xx")).isEqualTo(1);
    assertThat(
            registry.elapsed(
                "karen_http_request_duration_seconds",
                "method",
                "POST",
                "route",
                "/v1/chat/completions"))
        .isEqualTo(Duration.ofMillis(4));
  }

  @Test
  void requirement5InventedMethodMakesNoSeries() {
    metrics.ended("HACK", "unmatched", 404, Duration.ZERO);

    assertThat(count("other", "unmatched", "4xx")).isEqualTo(1);
  }

  @Test
  void requirement5InFlightIsWhatHasNotEnded() {
    metrics.register(new Startup());
    metrics.started();
    metrics.started();
    metrics.ended("GET", "/health", 200, Duration.ZERO);

    assertThat(registry.gauge("karen_http_requests_in_flight")).isEqualTo(1L);
  }

  private long count(String method, String route, String status) {
    return registry.count(
        "karen_http_requests_total", "method", method, "route", route, "status", status);
  }
}
