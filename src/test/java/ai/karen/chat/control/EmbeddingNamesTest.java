package ai.karen.chat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.language.control.LocalEmbeddings;
import ai.karen.language.control.TestingEmbedder;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.Chains;
import ai.karen.provider.control.ModelCatalog;
import ai.karen.provider.control.ModelNames;
import ai.karen.provider.control.ProviderDirectory;
import ai.karen.provider.control.TestingCatalogs;
import ai.karen.provider.control.TestingProvider;
import ai.karen.timing.control.TestingTimer;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingNamesTest {
  private final TestingTimer timer = new TestingTimer();
  private final TestingProvider openai = new TestingProvider("openai");
  private final TestingProvider ollama = new TestingProvider("ollama").model(null);
  private final ProviderDirectory directory =
      new ProviderDirectory(List.of(openai, ollama), timer, Clock.systemUTC());
  private final ModelCatalog catalog = TestingCatalogs.started(directory, timer);

  @ParameterizedTest
  @ValueSource(
      strings = {"testing-embedder", "Testing-Embedder", "local/testing-embedder", "primary"})
  void theEnginesOwnModelAnswersToItsNamesAndToChains(String name) {
    assertThat(find(name).isOwn()).isTrue();
    assertThat(find(name).substituted()).isFalse();
  }

  @Test
  void aListedNameGoesToItsProvider() {
    openai.lists("text-embedding-3-small");

    assertThat(find("text-embedding-3-small").provider().id()).isEqualTo("openai");
  }

  @Test
  void aPrefixedNameGoesToItsProvider() {
    assertThat(find("openai/text-embedding-9").model()).isEqualTo("text-embedding-9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody/model", "openai/"})
  void aNameThatLeadsNowhereIsNotFound(String name) {
    openai.lists();

    assertThat(refused(name, Map.of()).problem().status()).isEqualTo(404);
  }

  @Test
  void whileAProvidersListIsNotKnownAnotherModelDoesNotEmbedInItsPlace() {
    ProblemException refused = refused("text-embedding-3-small", Map.of());

    assertThat(refused.problem().status()).isEqualTo(503);
    assertThat(refused.problem().code()).isEqualTo("models_unknown");
  }

  @Test
  void aNameThatCertainlyNobodyListsIsSubstitutedAndSaidToBe() {
    openai.lists("other");

    assertThat(find("text-embedding-ada-002").isOwn()).isTrue();
    assertThat(find("text-embedding-ada-002").substituted()).isTrue();
  }

  @Test
  void theOperatorMayRefuseUnknownNames() {
    openai.lists("other");

    assertThat(refused("ada", Map.of("karen.models.unknown", "reject")).problem().status())
        .isEqualTo(404);
  }

  private EmbeddingNames.Target find(String name) {
    return names(Map.of()).find(name);
  }

  private ProblemException refused(String name, Map<String, String> values) {
    return catchThrowableOfType(ProblemException.class, () -> names(values).find(name));
  }

  private EmbeddingNames names(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("karen.chain.names", "primary");
    all.put("karen.chain.primary", "openai,ollama");
    Settings settings = TestingConfig.settings(all);
    Chains chains = new Chains(settings, directory);
    return new EmbeddingNames(
        new LocalEmbeddings(new TestingEmbedder()),
        directory,
        catalog,
        new ModelNames(chains, directory, catalog, settings),
        chains);
  }
}
