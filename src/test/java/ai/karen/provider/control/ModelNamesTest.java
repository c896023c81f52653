package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.timing.control.TestingTimer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ModelNamesTest {
  private final TestingTimer timer = new TestingTimer();
  private final TestingProvider openai = new TestingProvider("openai").model("gpt-mini");
  private final TestingProvider local = new TestingProvider("local").model(null);
  private final TestingProvider extra = new TestingProvider("extra").model(null);
  private final TestingProvider keyless =
      new TestingProvider("gemini").model("gemini-flash").unconfigured();
  private final ProviderDirectory directory =
      new ProviderDirectory(List.of(openai, local, extra, keyless), timer, TestingClocks.STANDING);
  private final ModelCatalog catalog = TestingCatalogs.started(directory, timer);

  @Test
  void aChainsNameIsFoundFirst() {
    openai.lists("primary");

    assertThat(route("primary").links())
        .extracting(Link::toString)
        .containsExactly("openai", "gemini", "local");
    assertThat(route("primary").substituted()).isFalse();
  }

  @Test
  void aListedNameStartsAtItsProviderAndGoesOnBehindIt() {
    openai.lists("gpt-large");

    assertThat(route("gpt-large").links())
        .extracting(Link::toString)
        .containsExactly("openai/gpt-large", "gemini", "local");
    assertThat(route("gpt-large").links().get(0).named()).isTrue();
    assertThat(route("gpt-large").links().get(1).named()).isFalse();
  }

  @Test
  void aListedNameWithASlashIsFoundBeforeItsPrefix() {
    extra.lists("openai/gpt-oss");

    assertThat(route("openai/gpt-oss").links().get(0).provider()).isEqualTo("extra");
  }

  @Test
  void aProviderOutsideTheDefaultChainIsFollowedByAllOfIt() {
    extra.lists("meta-llama/x");

    assertThat(route("meta-llama/x").links())
        .extracting(Link::toString)
        .containsExactly("extra/meta-llama/x", "openai", "gemini", "local");
  }

  @Test
  void aPrefixedNameNeedNotBeListed() {
    assertThat(route("local/mine:7b").links())
        .extracting(Link::toString)
        .containsExactly("local/mine:7b");
  }

  @Test
  void aBareUnknownNameIsSubstitutedAndSaidToBe() {
    listNothing();

    assertThat(route("gpt-4o").substituted()).isTrue();
    assertThat(route("gpt-4o").chain()).isEqualTo("primary");
  }

  @Test
  void theOperatorMayRefuseUnknownNames() {
    listNothing();
    CompletableFuture<Route> refused =
        names(Map.of("karen.models.unknown", "reject")).resolve("gpt-4o").toCompletableFuture();

    assertThat(problem(refused).status()).isEqualTo(404);
  }

  @Test
  void anUnknownPrefixIsNotFoundWithTheNearestNames() {
    openai.lists("gpt-large");
    local.lists();
    extra.lists();

    Problem problem = problem(resolve("opnai/gpt-large"));

    assertThat(problem.status()).isEqualTo(404);
    assertThat(problem.code()).isEqualTo("model_not_found");
    assertThat(problem.message()).contains("Nearest names: openai/gpt-large");
    assertThat(problem.param()).isEqualTo("model");
  }

  @Test
  void namesThatCannotBeAskedForAreNotSuggested() {
    listNothing();

    assertThat(problem(resolve("gemni/gemini-flash")).message()).doesNotContain("gemini/");
  }

  @Test
  void aProviderWithoutAModelsNameIsNotFound() {
    listNothing();

    assertThat(problem(resolve("openai/")).status()).isEqualTo(404);
  }

  @Test
  void aVeryLongNameIsNotRepeatedInFull() {
    listNothing();

    assertThat(problem(resolve("x/" + "y".repeat(10_000))).message()).hasSizeLessThan(500);
  }

  @Test
  void anUnknownNameWaitsForTheFirstListsAndNotLonger() {
    CompletableFuture<Route> waiting = resolve("gpt-4o");
    assertThat(waiting).isNotDone();

    timer.advance(ModelCatalog.FIRST_LISTS);

    assertThat(waiting.join().substituted()).isTrue();
  }

  @Test
  void aNameThatIsListedWhileItWaitsIsFound() {
    CompletableFuture<Route> waiting = resolve("gpt-large");

    openai.lists("gpt-large");
    local.lists();
    extra.lists();

    assertThat(waiting.join().substituted()).isFalse();
  }

  private void listNothing() {
    timer.advance(ModelCatalog.FIRST_LISTS);
  }

  private Route route(String name) {
    return resolve(name).join();
  }

  private CompletableFuture<Route> resolve(String name) {
    return names(Map.of()).resolve(name).toCompletableFuture();
  }

  private ModelNames names(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("karen.chain.names", "primary");
    all.put("karen.chain.primary", "openai,gemini,local");
    Settings settings = TestingConfig.settings(all);
    return new ModelNames(new Chains(settings, directory), directory, catalog, settings);
  }

  private static Problem problem(CompletableFuture<Route> refused) {
    try {
      throw new AssertionError("leads to " + refused.join());
    } catch (CompletionException failed) {
      return ((ProblemException) failed.getCause()).problem();
    }
  }
}
