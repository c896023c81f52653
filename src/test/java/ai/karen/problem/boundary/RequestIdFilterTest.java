package ai.karen.problem.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.timing.control.TimeOrderedIds;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdFilterTest {
  private final RequestIdFilter filter = new RequestIdFilter(new TimeOrderedIds(Clock.systemUTC()));

  @ParameterizedTest
  @ValueSource(strings = {"a", "req_1.2-3", "0123456789abcdef"})
  void r5KeepsAFitId(String offered) {
    assertThat(filter.id(offered)).isEqualTo(offered);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "two words", "line\nbreak", "ümlaut", "a/b"})
  void r5ReplacesAnUnfitOne(String offered) {
    assertThat(filter.id(offered)).matches("[0-9a-f]{32}");
  }

  @Test
  void r5ReplacesALongOne() {
    assertThat(filter.id("x".repeat(129))).hasSize(32);
    assertThat(filter.id("x".repeat(128))).hasSize(128);
  }
}
