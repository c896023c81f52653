package ai.karen.provider.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;

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

class BreakerSettingsTest {
  private static final String BREAKER =
      "ai.karen.provider.adapter.openai.OpenAiProvider/chat/CircuitBreaker/";

  private final Map<String, String> values = new HashMap<>();
  private final BreakerSettings source = new BreakerSettings();

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
    "volume,    20,     requestVolumeThreshold, 20",
    "ratio,     0.25,   failureRatio,           0.25",
    "delay,     PT0.5S, delay,                  500",
    "delay,     PT0.5S, delayUnit,              MILLIS",
    "successes, ' 3 ',  successThreshold,       3"
  })
  void ourSettingsAreGivenInMicroProfilesTerms(
      String setting, String value, String parameter, String expected) {
    values.put("karen.providers.openai.breaker." + setting, value);

    assertThat(source.getValue(BREAKER + parameter)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "volume,    0,     requestVolumeThreshold",
    "volume,    many,  requestVolumeThreshold",
    "ratio,     1.01,  failureRatio",
    "ratio,     NaN,   failureRatio",
    "delay,     PT0S,  delay",
    "delay,     -PT5S, delay",
    "delay,     -PT5S, delayUnit",
    "delay,     5,     delay",
    "successes, -1,    successThreshold"
  })
  void whatTheWatcherDoesNotUseTheGuardDoesNotGet(String setting, String value, String parameter) {
    values.put("karen.providers.openai.breaker." + setting, value);

    assertThat(source.getValue(BREAKER + parameter)).isNull();
  }

  @Test
  void otherKeysAreNotOurs() {
    values.put("karen.providers.openai.breaker.volume", "20");

    assertThat(source.getValue("karen.providers.openai.breaker.volume")).isNull();
    assertThat(source.getValue(BREAKER + "skipOn")).isNull();
    assertThat(source.getValue(BREAKER + "delay")).isNull();
    assertThat(
            source.getValue(
                "ai.karen.provider.adapter.openai.OpenAiProvider/chat/Retry/maxRetries"))
        .isNull();
  }

  @Test
  void whatTheOperatorSetsUnderMicroProfilesKeyWins() {
    assertThat(source.getOrdinal()).isLessThan(100);
  }
}
