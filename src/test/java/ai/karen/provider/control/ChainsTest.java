package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.timing.control.TestingTimer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChainsTest {
  private final ProviderDirectory directory =
      new ProviderDirectory(
          List.of(
              new TestingProvider("openai"),
              new TestingProvider("gemini"),
              new TestingProvider("deepseek"),
              new TestingProvider("local"),
              new TestingProvider("ollama")),
          new TestingTimer(),
          TestingClocks.STANDING);

  @Test
  void withNothingSetThereAreTwo() {
    Chains chains = chains(TestingConfig.settings(Map.of()));

    assertThat(chains.defaultName()).isEqualTo("primary");
    assertThat(chains.find("primary").orElseThrow())
        .extracting(Link::toString)
        .containsExactly("openai", "gemini", "deepseek", "local", "ollama");
    assertThat(chains.find("local-first").orElseThrow())
        .extracting(Link::toString)
        .containsExactly("ollama", "local", "openai", "gemini");
  }

  @Test
  void aLinkMayNameItsModel() {
    Chains chains =
        chains(TestingConfig.settings(Map.of("karen.chain.primary", "openai/gpt/x, local")));

    assertThat(chains.find("primary").orElseThrow())
        .containsExactly(new Link("openai", "gpt/x", false), new Link("local", null, false));
  }

  @Test
  void anUnknownProviderIsReportedAndLeftOut() {
    Settings settings = TestingConfig.settings(Map.of("karen.chain.primary", "opnai,local"));

    assertThat(chains(settings).find("primary").orElseThrow())
        .extracting(Link::provider)
        .containsExactly("local");
    assertThat(settings.problems())
        .extracting(SettingProblem::key)
        .containsExactly("karen.chain.primary");
  }

  @Test
  void aChainWithoutLinksIsReported() {
    Settings settings = TestingConfig.settings(Map.of("karen.chain.names", "primary,mine"));

    chains(settings);

    assertThat(settings.problems())
        .extracting(SettingProblem::key)
        .containsExactly("karen.chain.mine");
  }

  @Test
  void anUnknownDefaultChainIsReportedAndEmpty() {
    Settings settings = TestingConfig.settings(Map.of("karen.default-chain", "mine"));

    assertThat(chains(settings).after("openai")).isEmpty();
    assertThat(settings.problems())
        .extracting(SettingProblem::key)
        .containsExactly("karen.default-chain");
  }

  private Chains chains(Settings settings) {
    return new Chains(settings, directory);
  }
}
