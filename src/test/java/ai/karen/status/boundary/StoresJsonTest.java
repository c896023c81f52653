package ai.karen.status.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.health.entity.Condition;
import ai.karen.status.entity.HealthReport;
import ai.karen.store.control.MeetingPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoresJsonTest {

  @Test
  void aRedisThatNobodySetUpIsToldAsSuch() {
    assertThat(StoresJson.redis(new Absent(), new HealthReport(List.of())))
        .hasToString(
            "{\"mode\":\"memory\",\"since\":null,"
                + "\"reason\":\"No Redis is configured: each node remembers for itself.\"}");
  }

  private record Absent() implements MeetingPoint {

    @Override
    public boolean isWanted() {
      return false;
    }

    @Override
    public Condition condition() {
      throw new IllegalStateException("nobody asks");
    }
  }
}
