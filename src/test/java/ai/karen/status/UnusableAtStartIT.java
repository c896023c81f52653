package ai.karen.status;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.TestingEngine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What nobody needs before the first chat, login or upload is looked at when the engine starts. */
class UnusableAtStartIT {
  private static final String VALUE = "abc";
  private static final List<String> KEYS =
      List.of(
          "karen.cache.answers",
          "karen.chain.primary",
          "karen.csrf.life",
          "karen.default-chain",
          "karen.http.body-timeout",
          "karen.http.max-body",
          "karen.http.max-in-flight",
          "karen.http.proxy",
          "karen.http.public-port",
          "karen.http.queue",
          "karen.http.truststore",
          "karen.journal.max-size",
          "karen.keys.requests-per-minute",
          "karen.last-resort",
          "karen.log.format",
          "karen.login.address-cap",
          "karen.models.unknown",
          "karen.offline.max-age",
          "karen.password.queue",
          "karen.providers.ollama.answer-timeout",
          "karen.providers.ollama.breaker.ratio",
          "karen.providers.ollama.context",
          "karen.providers.ollama.max-concurrent",
          "karen.providers.ollama.prefill",
          "karen.redis.url",
          "karen.request.deadline",
          "karen.retention.conversations",
          "karen.retention.events",
          "karen.retry.max-wait",
          "karen.session.absolute",
          "karen.session.access-life",
          "karen.session.idle",
          "karen.session.key-life",
          "karen.session.validation-cache",
          "karen.shutdown.grace",
          "karen.stores.database.breaker.delay",
          "karen.stores.redis.breaker.volume",
          "karen.stream.on-break");

  @Test
  void requirement4EveryUnusableSettingIsNamedBeforeAnybodyCalls() {
    Map<String, String> settings =
        Stream.concat(KEYS.stream(), Stream.of("mp.jwt.verify.issuer"))
            .collect(Collectors.toMap(UnusableAtStartIT::variable, key -> VALUE));
    try (TestingEngine engine = TestingEngine.launch(settings)) {
      String ready = engine.client().awaitAnswer().body();

      assertThat(KEYS.stream().filter(key -> !ready.contains(key + " is "))).isEmpty();
      assertThat(ready).contains("mp.jwt.verify.publickey.location", "mp.jwt.verify.audiences");
    }
  }

  /** And nothing of what Kubernetes sets for a service called karen. */
  @Test
  void requirement4MisspeltSettingAloneIsLoggedAtTheStart() {
    Map<String, String> settings =
        Map.of(
            "KAREN_RETY_MAX_WAIT", "PT1S",
            "KAREN_MODELS_DIR", "models",
            "KAREN_SERVICE_HOST", "10.0.0.1",
            "KAREN_SERVICE_PORT", "8000",
            "KAREN_SERVICE_PORT_HTTPS", "8443",
            "KAREN_PORT", "tcp://10.0.0.1:8000",
            "KAREN_PORT_8000_TCP", "tcp://10.0.0.1:8000",
            "KAREN_PORT_8000_TCP_ADDR", "10.0.0.1");
    try (TestingEngine engine = TestingEngine.launch(settings)) {
      engine.client().awaitAnswer();

      assertThat(engine.logs())
          .contains("is not a setting of Karen; did you mean karen.retry.max-wait?")
          .containsOnlyOnce("is not a setting of Karen");
    }
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }
}
