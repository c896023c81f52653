package ai.karen.recall.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.account.control.DeploymentSecret;
import ai.karen.account.entity.Caller;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.provider.control.Link;
import ai.karen.provider.control.Route;
import ai.karen.store.control.MemoryBounds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaceNameTest {
  private static final String SECRET = "a deployment's secret of 32 letters";
  private static final Route ROUTE = route("primary", "openai");
  private static final String REQUEST = "{'a':1,'b':{'c':'x','d':[1,2]}}";
  private static final String USUAL = name("me", ROUTE, REQUEST);

  @Test
  void requirement3TheOrderOfMembersAndTheSpellingOfNumbersDoNotCount() {
    assertThat(name("me", ROUTE, "{'b':{'d':[1.0,2e0],'c':'x'},'a':1.00}")).isEqualTo(USUAL);
  }

  @Test
  void requirement3EverythingElseCounts() {
    assertThat(
            List.of(
                name("you", ROUTE, REQUEST),
                name("me", route("other", "openai"), REQUEST),
                name("me", route("primary", "openai", "gemini"), REQUEST),
                name("me", route("primary", "openai/gpt"), REQUEST),
                name("me", ROUTE, "{'a':2,'b':{'c':'x','d':[1,2]}}"),
                name("me", ROUTE, "{'a':'1','b':{'c':'x','d':[1,2]}}"),
                name("me", ROUTE, "{'a':1,'b':{'c':'x','d':[2,1]}}"),
                name("me", ROUTE, "{'a':1,'b':{'c':'x','d':[1,2]},'e':null}")))
        .doesNotContain(USUAL)
        .doesNotHaveDuplicates();
  }

  @Test
  void requirement3WithoutTheSecretNobodyCanMakeIt() {
    assertThat(name("another secret with 32 characters", "me", ROUTE, REQUEST)).isNotEqualTo(USUAL);
  }

  @Test
  void requirement3AnotherModelOfTheProvidersOwnChoiceCounts() {
    assertThat(name(SECRET, "me", ROUTE, "gpt-2", REQUEST)).isNotEqualTo(USUAL);
  }

  @Test
  void requirement3ItIsAShortNameThatShowsNothing() {
    MemoryBounds.requireName(USUAL);
    assertThat(USUAL).matches("answer:[0-9a-f]{64}");
  }

  private static String name(String owner, Route route, String request) {
    return name(SECRET, owner, route, request);
  }

  private static String name(String secret, String owner, Route route, String request) {
    return name(secret, owner, route, "gpt-1", request);
  }

  private static String name(
      String secret, String owner, Route route, String defaultModel, String request) {
    return PlaceName.of(
        new DeploymentSecret(TestingConfig.settings(Map.of("karen.secret", secret)), null),
        new Caller("key", owner, Set.of()),
        route,
        link -> link.model().orElse(defaultModel),
        TestingRequests.json(request));
  }

  private static Route route(String chain, String... links) {
    return new Route(chain, List.of(links).stream().map(Link::parse).toList(), false);
  }
}
