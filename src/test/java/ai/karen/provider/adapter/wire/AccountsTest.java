package ai.karen.provider.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.provider.control.BreakerLimits;
import ai.karen.provider.control.Patience;
import ai.karen.provider.control.ProviderProfile;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private static final VendorDefaults VENDOR =
      new VendorDefaults(
          "vendor",
          "https://api.vendor.example/v1",
          "m-1",
          1_000,
          true,
          List.of("VENDOR_KEY"),
          true);

  @Test
  void withJustAKeyEverythingElseIsTheVendorsAndTheUsual() {
    Account account = read(Map.of("VENDOR_KEY", "k"));

    assertThat(account.profile().isConfigured()).isTrue();
    assertThat(account.profile().model()).contains("m-1");
    assertThat(account.profile().context()).isEqualTo(1_000);
    assertThat(account.profile().prefill()).isTrue();
    assertThat(account.profile().patience()).isEqualTo(Patience.DEFAULT);
    assertThat(account.profile().breaker()).isEqualTo(BreakerLimits.DEFAULT);
    assertThat(account.at("/models")).hasToString("https://api.vendor.example/v1/models");
  }

  @Test
  void asDeliveredItsTimersAndItsBreakerAreWhatTheDesignSays() {
    ProviderProfile profile = read(Map.of("VENDOR_KEY", "k")).profile();

    Patience patience = profile.patience();
    assertThat(patience.connect()).isEqualTo(Duration.ofSeconds(3));
    assertThat(patience.firstToken()).isEqualTo(Duration.ofSeconds(10));
    assertThat(patience.answer()).isEqualTo(Duration.ofSeconds(60));
    assertThat(patience.idle()).isEqualTo(Duration.ofSeconds(10));
    assertThat(profile.breaker()).isEqualTo(new BreakerLimits(10, 0.5, Duration.ofSeconds(5), 2));
    assertThat(profile.maxConcurrent()).isEqualTo(4_096);
  }

  @Test
  void everythingMayBeSet() {
    String prefix = "karen.providers.vendor.";
    Map<String, String> values = new HashMap<>();
    values.put(prefix + "api-key", "own");
    values.put("VENDOR_KEY", "other");
    values.put(prefix + "base-url", "https://elsewhere.example/v2/");
    values.put(prefix + "model", "m-2");
    values.put(prefix + "context", "2000");
    values.put(prefix + "prefill", "false");
    values.put(prefix + "connect-timeout", "PT1S");
    values.put(prefix + "first-token-timeout", "PT2S");
    values.put(prefix + "answer-timeout", "PT3S");
    values.put(prefix + "idle-timeout", "PT4S");
    values.put(prefix + "breaker.volume", "5");
    values.put(prefix + "breaker.ratio", "0.25");
    values.put(prefix + "breaker.delay", "PT6S");
    values.put(prefix + "breaker.successes", "7");

    Account account = read(values);

    assertThat(account.key().orElseThrow().reveal()).isEqualTo("own");
    assertThat(account.at("/models")).hasToString("https://elsewhere.example/v2/models");
    assertThat(account.profile().model()).contains("m-2");
    assertThat(account.profile().context()).isEqualTo(2_000);
    assertThat(account.profile().prefill()).isFalse();
    assertThat(account.profile().patience())
        .isEqualTo(
            new Patience(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4)));
    assertThat(account.profile().breaker())
        .isEqualTo(new BreakerLimits(5, 0.25, Duration.ofSeconds(6), 7));
  }

  @Test
  void aMissingKeyIsAFaultThatSaysWhatToSet() {
    assertThat(read(Map.of()).profile().fault())
        .isEqualTo("no key: set karen.providers.vendor.api-key");
  }

  @Test
  void anUnusableBaseUrlIsReportedWithoutItsValue() {
    Map<String, String> values =
        Map.of(
            "VENDOR_KEY", "k",
            "karen.providers.vendor.base-url", "https://user:password@vendor.example");
    Settings settings = TestingConfig.settings(values);

    Account account = new Accounts(settings).read(VENDOR);

    assertThat(account.profile().isConfigured()).isFalse();
    assertThat(settings.problems())
        .extracting(SettingProblem::sentence)
        .singleElement()
        .asString()
        .contains("karen.providers.vendor.base-url")
        .doesNotContain("password@");
  }

  private static Account read(Map<String, String> values) {
    return new Accounts(TestingConfig.settings(values)).read(VENDOR);
  }
}
