package ai.karen.status.adapter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.Test;

class RegistriesPageTest {
  private final TestingRegistry application = new TestingRegistry("application");
  private final TestingRegistry base = new TestingRegistry("base");
  private final TestingRegistry vendor = new TestingRegistry("vendor");

  @Test
  void requirement6CountersAndGaugesOfAllRegistries() {
    new Instruments(application.registry()).counter(Figure.ANSWERS, "primary", "a", null).inc();
    base.add("ft.circuitbreaker.state.total", "nanoseconds", gauge(7), new Tag("state", "open"));
    vendor.add("cpu.load", "percent", gauge(0.25));

    Exposition page = Exposition.parse(page());

    assertThat(
            page.value(
                "karen_answers_total{chain=primary, model=none, mp_scope=application, provider=a}"))
        .isEqualTo(1);
    assertThat(page.value("ft_circuitbreaker_state_total_nanoseconds{mp_scope=base, state=open}"))
        .isEqualTo(7);
    assertThat(page.value("cpu_load_percent{mp_scope=vendor}")).isEqualTo(0.25);
  }

  @Test
  void requirement6OneNameInTwoRegistriesIsOneFamily() {
    base.add("threads", "none", gauge(1));
    vendor.add("threads", "none", gauge(2));

    assertThat(page()).containsOnlyOnce("# TYPE threads gauge").containsOnlyOnce("# HELP threads");
    Exposition.parse(page());
  }

  @Test
  void requirement6NameWithTwoTypesKeepsTheFirst() {
    base.add("calls.total", "none", new TestingMetrics.Count());
    vendor.add("calls.total", "none", gauge(2));

    assertThat(Exposition.parse(page()).series()).containsExactly("calls_total{mp_scope=base}");
  }

  @Test
  void requirement6TimerWithBucketsIsAHistogramInSeconds() {
    TestingMetrics.Time timer = new TestingMetrics.Time(0.1, 2.5);
    timer.update(Duration.ofMillis(50));
    timer.update(Duration.ofSeconds(2));
    timer.update(Duration.ofSeconds(9));
    application.add("karen_x_seconds", "none", timer);

    assertThat(page())
        .contains(
            """
            # TYPE karen_x_seconds histogram
            karen_x_seconds_bucket{le="0.1",mp_scope="application"} 1
            karen_x_seconds_bucket{le="2.5",mp_scope="application"} 2
            karen_x_seconds_bucket{le="+Inf",mp_scope="application"} 3
            karen_x_seconds_sum{mp_scope="application"} 11.05
            karen_x_seconds_count{mp_scope="application"} 3
            """);
    Exposition.parse(page());
  }

  @Test
  void requirement6DistributionWithoutBucketsIsASummary() {
    base.add("ft.timeout", "nanoseconds", new TestingMetrics.Values(List.of(3.0, 5.0)));

    Exposition page = Exposition.parse(page());

    assertThat(page.value("ft_timeout_nanoseconds_sum{mp_scope=base}")).isEqualTo(8);
    assertThat(page.value("ft_timeout_nanoseconds{mp_scope=base, quantile=0.5}")).isEqualTo(5);
  }

  @Test
  void requirement6LabelsAreEscaped() {
    vendor.add("odd-name.1", "none", gauge(1), new Tag("pool", "a\"b\\c\nd"));

    assertThat(page()).contains("odd_name_1{mp_scope=\"vendor\",pool=\"a\\\"b\\\\c\\nd\"} 1\n");
    Exposition.parse(page());
  }

  @Test
  void requirement6GaugeThatFailsCostsNotThePage() {
    Gauge<Long> broken =
        () -> {
          throw new IllegalStateException("gone");
        };
    vendor.add("broken", "none", broken).add("fine", "none", gauge(Double.NaN));

    assertThat(page()).doesNotContain("broken").contains("fine{mp_scope=\"vendor\"} NaN\n");
  }

  @Test
  void requirement5LabelsThatTheCallerChoosesAreLeftOut() {
    vendor.add(
        "http.server.request.duration",
        "none",
        new TestingMetrics.Time(),
        new Tag("server_address", "evil"));

    assertThat(page()).isEmpty();
  }

  private String page() {
    return new RegistriesPage(application.registry(), base.registry(), vendor.registry()).text();
  }

  private static Gauge<Number> gauge(Number value) {
    return () -> value;
  }
}
