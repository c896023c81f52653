package ai.karen.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A judgement by a histogram is worth what reading it is. */
class HistogramTest {
  private static final String BUCKET =
      "calls_seconds_bucket{scope=\"a\",outcome=\"%s\",le=\"%s\",} %d.0%n";
  private static final Duration SHORT = Duration.ofMillis(40);

  @Test
  void countsWhatStayedWithinALimitOverAllLabels() {
    Histogram calls = Histogram.in(metrics(3, 5), "calls_seconds");
    assertThat(calls.count()).isEqualTo(12);
    assertThat(calls.within(SHORT)).isEqualTo(8);
    assertThat(calls.beyond(SHORT)).isEqualTo(4);
  }

  @Test
  void countsThoseOfALabelAlone() {
    Histogram calls = Histogram.in(metrics(3, 5), "calls_seconds", "outcome=\"fallback\"");
    assertThat(calls.count()).isEqualTo(9);
    assertThat(calls.beyond(SHORT)).isEqualTo(4);
  }

  @Test
  void tellsWhatCameSince() {
    Histogram before = Histogram.in(metrics(3, 5), "calls_seconds");
    Histogram later = Histogram.in(metrics(13, 6), "calls_seconds").since(before);
    assertThat(later.within(SHORT)).isEqualTo(11);
    assertThat(later.beyond(SHORT)).isZero();
  }

  @Test
  void knowsNoOtherLimitsThanTheBuckets() {
    Histogram calls = Histogram.in(metrics(3, 5), "calls_seconds");
    assertThatThrownBy(() -> calls.within(Duration.ofMillis(41)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String metrics(int ok, int fallback) {
    return "# TYPE calls_seconds histogram\n"
        + BUCKET.formatted("ok", "0.04", ok)
        + BUCKET.formatted("ok", "+Inf", ok)
        + BUCKET.formatted("fallback", "0.04", fallback)
        + BUCKET.formatted("fallback", "+Inf", fallback + 4)
        + BUCKET.formatted("other", "0.04", 0).replace("calls", "other_calls");
  }
}
