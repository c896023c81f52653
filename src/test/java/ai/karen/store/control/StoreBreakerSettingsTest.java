package ai.karen.store.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.configuration.control.TestingConfigProvider;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreBreakerSettingsTest {
  private static final String REDIS = "ai.karen.store.adapter.redis.RedisGuard/ask/CircuitBreaker/";
  private static final String DATABASE =
      "ai.karen.store.adapter.jpa.AnyClass/anyMethod/CircuitBreaker/";

  private final Map<String, String> values = new HashMap<>();
  private final StoreBreakerSettings source = new StoreBreakerSettings();

  @BeforeEach
  void configure() {
    ConfigProviderResolver.setInstance(new TestingConfigProvider(new TestingConfig(values)));
  }

  @AfterEach
  void forget() {
    ConfigProviderResolver.setInstance(null);
  }

  @ParameterizedTest
  @CsvSource({
    "requestVolumeThreshold, 10",
    "failureRatio,           0.5",
    "delay,                  2000",
    "delayUnit,              MILLIS",
    "successThreshold,       2"
  })
  void withoutASettingTheDefaultsHoldForEveryStore(String parameter, String expected) {
    assertThat(source.getValue(REDIS + parameter)).isEqualTo(expected);
    assertThat(source.getValue(DATABASE + parameter)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "volume,    20,     requestVolumeThreshold, 20",
    "ratio,     0.25,   failureRatio,           0.25",
    "delay,     PT0.5S, delay,                  500",
    "successes, ' 3 ',  successThreshold,       3",
    "volume,    many,   requestVolumeThreshold, 10",
    "delay,     PT0S,   delay,                  2000"
  })
  void aUsableSettingHoldsForItsStore(
      String setting, String value, String parameter, String expected) {
    values.put("karen.stores.database.breaker." + setting, value);
    assertThat(source.getValue(DATABASE + parameter)).isEqualTo(expected);
    assertThat(source.getValue(REDIS + parameter)).isNotEqualTo("20");
  }

  @Test
  void otherKeysAreNotOurs() {
    assertThat(source.getValue("karen.stores.redis.breaker.volume")).isNull();
    assertThat(source.getValue(REDIS + "skipOn")).isNull();
    assertThat(source.getValue("ai.karen.store.adapter.memory.Any/ask/CircuitBreaker/delay"))
        .isNull();
  }

  @Test
  void anUnusableSettingIsNamed() {
    values.put("karen.stores.redis.breaker.delay", "2 seconds");
    Settings settings = TestingConfig.settings(values);
    new StoreBreakers(settings).check(null);
    assertThat(settings.problems())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.key()).isEqualTo("karen.stores.redis.breaker.delay"));
  }
}
