package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Eventually;
import ai.karen.testing.TestingEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TakenPortIT {
  private static final Duration A_START = Duration.ofMinutes(3);

  @Test
  void theLogDoesNotClaimAPortThatAnotherHas() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(other.getLocalPort());
      try (TestingEngine engine = TestingEngine.launch(Map.of("KAREN_HTTP_PORT", port))) {
        Eventually.holds("it listens", A_START, () -> engine.logs().contains("Karen listens on"));

        assertThat(engine.logs())
            .contains("The port of http://127.0.0.1:" + port + " can't be opened")
            .contains("karen.http.port")
            .contains("Karen listens on https://127.0.0.1:")
            .doesNotContain("Karen listens on http://");
      }
    }
  }
}
