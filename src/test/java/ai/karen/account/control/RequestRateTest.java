package ai.karen.account.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.entity.Caller;
import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.health.control.TestingClock;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.adapter.memory.LocalMemory;
import ai.karen.timing.control.TestingTimer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRateTest {
  private static final Caller ONE = new Caller("key-one", "owner", Set.of());
  private static final Caller OTHER = new Caller("key-two", "owner", Set.of());

  private final TestingClock clock = new TestingClock();

  @Test
  void requirement9ThereIsNoLimitUnlessOneIsSet() {
    assertThat(rate(Map.of()).most(ONE)).isZero();
  }

  @Test
  void requirement9EachKeyMaySendSoManyInAMinuteOfTheClock() {
    RequestRate rate = rate(Map.of(RequestRate.SETTING, "2"));
    clock.advance(Duration.ofSeconds(45));
    rate.require(ONE);
    rate.require(ONE);
    assertThatThrownBy(() -> rate.require(ONE))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> {
              assertThat(refusal.problem().status()).isEqualTo(429);
              assertThat(refusal.problem().retryAfter()).isEqualTo(Duration.ofSeconds(15));
            });
    rate.require(OTHER);
    clock.advance(Duration.ofSeconds(15));
    rate.require(ONE);
  }

  @Test
  void requirement9ASessionIsNotCalledAKey() {
    RequestRate rate = rate(Map.of(RequestRate.SETTING, "1"));
    Caller person = new Caller("session:one", "owner", Set.of(), new UUID(1, 1));
    rate.require(person);
    assertThatThrownBy(() -> rate.require(person)).hasMessageContaining("login session");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many"})
  void requirement9AnUnusableLimitIsReported(String value) {
    Settings settings = TestingConfig.settings(Map.of(RequestRate.SETTING, value));
    assertThat(new RequestRate(settings, null, new ApiKeys()).most(ONE)).isZero();
    assertThat(settings.problems()).hasSize(1);
  }

  private RequestRate rate(Map<String, String> settings) {
    return new RequestRate(
        TestingConfig.settings(settings),
        new LocalMemory(new TestingTimer(), clock),
        new ApiKeys());
  }
}
