package ai.karen.provider.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraIdsTest {

  @Test
  void idsAreSortedByWhatTheySpeakAndNamedOnce() {
    ExtraIds extras =
        new ExtraIds(
            TestingConfig.settings(
                Map.of(
                    "karen.providers.extra", "groq, claude,groq",
                    "karen.providers.claude.type", "anthropic")));

    assertThat(extras.ofType(ExtraIds.OPENAI_COMPATIBLE)).containsExactly("groq");
    assertThat(extras.ofType(ExtraIds.ANTHROPIC)).containsExactly("claude");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "extractive", "Groq", "a/b", "-a", "a.b"})
  void anUnusableIdIsReportedAndLeftOut(String id) {
    Settings settings = TestingConfig.settings(Map.of("karen.providers.extra", id + ",groq"));

    assertThat(new ExtraIds(settings).ofType(ExtraIds.OPENAI_COMPATIBLE)).containsExactly("groq");
    assertThat(settings.problems()).extracting(SettingProblem::value).containsExactly(id);
  }

  @Test
  void withoutExtrasThereAreNone() {
    assertThat(new ExtraIds(TestingConfig.settings(Map.of())).ofType(ExtraIds.ANTHROPIC)).isEmpty();
  }
}
