package ai.karen.timing.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
  // The example of RFC 9562, appendix A.6, is of this moment.
  private static final Instant MOMENT = Instant.ofEpochMilli(0x017F22E279B0L);

  private final TimeOrderedIds ids = at(MOMENT);

  @Test
  void r3HasTheFormOfVersion7() {
    assertThat(ids.next()).matches("017f22e279b07[0-9a-f]{3}[89ab][0-9a-f]{15}");
  }

  @Test
  void r3IsUnique() {
    assertThat(Stream.generate(ids::next).limit(10_000)).doesNotHaveDuplicates();
  }

  @Test
  void r3SortsByTime() {
    assertThat(ids.next()).isLessThan(at(MOMENT.plusMillis(1)).next());
  }

  private static TimeOrderedIds at(Instant moment) {
    return new TimeOrderedIds(Clock.fixed(moment, ZoneOffset.UTC));
  }
}
