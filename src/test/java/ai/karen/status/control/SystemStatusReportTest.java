package ai.karen.status.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.Settings;
import ai.karen.health.control.TestingClock;
import ai.karen.provider.control.LastResort;
import ai.karen.provider.entity.BreakerState;
import ai.karen.status.entity.CheckResult;
import ai.karen.status.entity.HealthReport;
import ai.karen.status.entity.SystemHealth;
import ai.karen.status.entity.SystemRow;
import ai.karen.status.entity.SystemStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemStatusReportTest {
  private static final CheckResult PRIMARY = check("data-folder", true, "primary");

  private final TestingClock clock = new TestingClock();
  private final TestingProviders providers =
      new TestingProviders().chain("primary", "openai", "gemini").healthy("openai", "gemini");
  private final Settings settings = TestingConfig.settings("karen.last-resort", "none");
  private final DefaultChain chain = new DefaultChain(providers, settings);
  private final SystemStatusReport report =
      new SystemStatusReport(
          new ConnectionHealth(providers, settings),
          new StandIns(chain, new LastResort(settings)),
          new Version(),
          clock);

  @Test
  void requirement7EverythingPrimaryPasses() {
    clock.advance(Duration.ofSeconds(90));

    SystemStatus status = report.report(new HealthReport(List.of(PRIMARY)));

    assertThat(status.overall()).isEqualTo(SystemHealth.PASS);
    assertThat(status.uptime()).isEqualTo(Duration.ofSeconds(90));
    assertThat(status.version()).isNotBlank();
    assertThat(status.systems())
        .extracting(SystemRow::name)
        .containsExactly("data folder", "connection health", "intelligent fallbacks");
  }

  @Test
  void requirement7FallbackModeIsDegraded() {
    SystemStatus status =
        report.report(new HealthReport(List.of(check("providers", true, "gemini"))));

    assertThat(status.overall()).isEqualTo(SystemHealth.DEGRADED);
    assertThat(status.systems().get(0).name()).isEqualTo("model availability");
    assertThat(status.systems().get(0).status()).isEqualTo(SystemHealth.DEGRADED);
  }

  @Test
  void requirement7EngineThatIsNotReadyFails() {
    HealthReport readiness = new HealthReport(List.of(check("configuration", false, "none")));

    assertThat(report.report(readiness).overall()).isEqualTo(SystemHealth.FAIL);
  }

  @Test
  void requirement7CheckThatSaysNothingOfItsModeIsTakenAtItsWord() {
    CheckResult bare = new CheckResult("search-index", true, Map.of());

    SystemRow row = report.report(new HealthReport(List.of(bare))).systems().get(0);

    assertThat(row).isEqualTo(new SystemRow("search index", SystemHealth.PASS, "primary", "", ""));
  }

  @Test
  void requirement7LostConnectionsAndStandInsAreMeasured() {
    report.report(new HealthReport(List.of()));
    clock.advance(Duration.ofMinutes(1));
    providers.breaker("openai", BreakerState.OPEN);

    List<SystemRow> rows = report.report(new HealthReport(List.of(PRIMARY))).systems();

    assertThat(rows.get(1).mode()).isEqualTo("partial");
    assertThat(rows.get(1).since()).isEqualTo("2026-01-05T08:01:00Z");
    assertThat(rows.get(2).reason()).isEqualTo("Only gemini is left to answer.");
  }

  @Test
  void requirement7NoConnectionNoRow() {
    providers.unconfigured("openai").unconfigured("gemini");

    SystemStatus status = report.report(new HealthReport(List.of()));

    assertThat(status.systems())
        .extracting(SystemRow::name)
        .containsExactly("intelligent fallbacks");
    assertThat(status.overall()).isEqualTo(SystemHealth.DEGRADED);
  }

  private static CheckResult check(String name, boolean up, String mode) {
    return new CheckResult(name, up, Map.of("mode", mode, "since", "x", "reason", ""));
  }
}
