package ai.karen.store.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.TestingConfig;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseWatchTest {
  private static final String BREAKER = "karen.stores.database.breaker.";

  @ParameterizedTest
  @CsvSource({"10, 2, 10", "25, 2, 25", "3, 12, 12", "1, 1, 1"})
  void aDatabaseThatIsBackIsAskedUntilItsBreakerForgetsTheOutage(
      String volume, String successes, int calls) {
    CountingDatabase database = new CountingDatabase(null);
    DatabaseWatch watch =
        new DatabaseWatch(database, breakers(volume, successes), Clock.systemUTC());

    watch.look();

    assertThat(watch.isUp()).isTrue();
    assertThat(database.calls()).as("before others are let in").isEqualTo(calls);
    watch.look();
    assertThat(database.calls()).as("once a look when it is up").isEqualTo(calls + 1);
  }

  private static StoreBreakers breakers(String volume, String successes) {
    return new StoreBreakers(
        TestingConfig.settings(
            Map.of(BREAKER + "volume", volume, BREAKER + "successes", successes)));
  }
}
