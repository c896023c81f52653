package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.TestingConfig;
import ai.karen.language.control.LocalEmbeddings;
import ai.karen.language.control.TestingEmbedder;
import ai.karen.provider.entity.ProviderOutage;
import ai.karen.timing.control.TestingTimer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelCatalogTest {
  private final TestingTimer timer = new TestingTimer();
  private final TestingProvider one = new TestingProvider("one").model("default");
  private final TestingProvider two = new TestingProvider("two").model(null);
  private final TestingProvider keyless = new TestingProvider("keyless").unconfigured();
  private final ProviderDirectory directory =
      new ProviderDirectory(List.of(one, two, keyless), timer, TestingClocks.STANDING);
  private final ModelCatalog catalog = TestingCatalogs.started(directory, timer);

  @Test
  void aProvidersDefaultComesFirstAndOnce() {
    one.lists("other", "default");

    assertThat(catalog.models(known("one"))).containsExactly("default", "other");
  }

  @Test
  void whoIsNotConfiguredIsNotAsked() {
    assertThat(keyless.listings).isEmpty();
    assertThat(catalog.whoLists("keyless-1")).isEmpty();
  }

  @Test
  void theFirstListsAreThereWhenEachWasAskedOnce() {
    one.lists("a");
    assertThat(catalog.settled().toCompletableFuture()).isNotDone();

    two.listings.get(0).completeExceptionally(ProviderOutage.unreachable("refused"));

    assertThat(catalog.settled().toCompletableFuture()).isCompleted();
    assertThat(catalog.isKnown("one")).isTrue();
    assertThat(catalog.isKnown("two")).isFalse();
  }

  @Test
  void aListIsKeptWhenItsProviderGoesAway() {
    one.lists("a");
    timer.advance(ModelCatalog.REFRESH);

    one.listings.get(1).completeExceptionally(ProviderOutage.unreachable("refused"));

    assertThat(catalog.whoLists("a")).isPresent();
  }

  @Test
  void aProviderThatWasAwayIsAskedAgainSoon() {
    two.listings.get(0).completeExceptionally(ProviderOutage.unreachable("refused"));

    timer.advance(ModelCatalog.RETRY);
    two.lists("b");

    assertThat(catalog.whoLists("b")).isPresent();
  }

  @Test
  void aProviderThatSaysNothingIsGivenUp() {
    timer.advance(ModelCatalog.PATIENCE);

    assertThat(two.listings.get(0)).isCompletedExceptionally();
  }

  @Test
  void nothingIsAskedAfterTheEnd() {
    one.lists("a");
    catalog.close();

    timer.advance(ModelCatalog.REFRESH);

    assertThat(one.listings).hasSize(1);
  }

  @Test
  void theListOfModelsHoldsChainsAndThenModelsUnderNamesThatLeadToThem() {
    one.lists("shared");
    two.lists("shared");
    Map<String, String> values =
        Map.of("karen.chain.names", "primary", "karen.chain.primary", "one");
    Chains chains = new Chains(TestingConfig.settings(values), directory);

    LocalEmbeddings embeddings = new LocalEmbeddings(new TestingEmbedder());
    ModelList list = new ModelList(chains, directory, catalog, embeddings, TestingClocks.STANDING);

    assertThat(list.all())
        .extracting(ListedModel::id)
        .containsExactly("primary", "default", "shared", "two/shared", embeddings.model());
    assertThat(list.find("one/shared")).map(ListedModel::owner).contains("one");
    assertThat(list.find("two/shared")).map(ListedModel::owner).contains("two");
    assertThat(list.find("nobody")).isEmpty();
  }

  private KnownProvider known(String id) {
    return directory.find(id).orElseThrow();
  }
}
