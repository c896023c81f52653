package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.EngineClient;
import ai.karen.testing.Eventually;
import ai.karen.testing.TestingEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What many pages of one browser do to its session at once, at one node or several. */
final class PageRaces {
  private static final int PAGES = 50;
  private static final String COOKIE = Browser.REFRESH + "=";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<EngineClient> nodes;

  PageRaces(TestingEngine... nodes) {
    this.nodes = Stream.of(nodes).map(TestingEngine::client).toList();
  }

  /** All get the same successor, none deletes it, and the session goes on. */
  void refreshAtOnce(int rounds) {
    Browser browser = Administrator.at(node(0));
    String csrf = csrf(browser);
    String value = browser.cookie(Browser.REFRESH);
    for (int round = 0; round < rounds; round++) {
      String presented = value;
      List<HttpResponse<String>> answers =
          together(
              IntStream.range(0, PAGES)
                  .mapToObj(page -> post(page, "refresh", presented, csrf))
                  .toList());
      assertThat(answers).as("round " + round).allMatch(answer -> answer.statusCode() == 200);
      Set<String> successors =
          answers.stream().map(PageRaces::successor).collect(Collectors.toSet());
      assertThat(successors).as("round " + round).hasSize(1).doesNotContain(presented);
      assertThat(Set.copyOf(answers.stream().map(answer -> me(0, token(answer))).toList()))
          .as("round " + round)
          .containsExactly(200);
      value = successors.iterator().next();
    }
    assertThat(post(1, "refresh", value, csrf).join().statusCode()).isEqualTo(200);
  }

  /** Once the logout is acknowledged, nothing that came before or comes after is alive anywhere. */
  void refreshAgainstLogout(int rounds) {
    for (int round = 0; round < rounds; round++) {
      Browser browser = Administrator.at(node(round));
      String csrf = csrf(browser);
      String value = browser.cookie(Browser.REFRESH);
      CompletableFuture<HttpResponse<String>> one = post(round, "refresh", value, csrf);
      CompletableFuture<HttpResponse<String>> end = post(round, "logout", value, csrf);
      CompletableFuture<HttpResponse<String>> other = post(round + 1, "refresh", value, csrf);
      assertThat(end.join().statusCode()).isEqualTo(204);
      List<HttpResponse<String>> answers = together(List.of(one, other));
      assertThat(answers).allMatch(answer -> Set.of(200, 401).contains(answer.statusCode()));
      requireDead(round, browser.token(), value, csrf);
      for (HttpResponse<String> answer : answers) {
        if (answer.statusCode() == 200) {
          requireDead(round, token(answer), successor(answer), csrf);
        }
      }
    }
  }

  private void requireDead(int round, String token, String value, String csrf) {
    assertThat(me(round, token)).as("round " + round).isEqualTo(401);
    for (int node = round; node < round + nodes.size(); node++) {
      HttpResponse<String> refresh = post(node, "refresh", value, csrf).join();
      assertThat(refresh.statusCode()).as("round " + round).isEqualTo(401);
      assertThat(Browser.json(refresh).getString("code")).isEqualTo("session_revoked");
    }
    Eventually.holds("the others have heard of it", () -> me(round + 1, token) == 401);
  }

  private static List<HttpResponse<String>> together(
      List<CompletableFuture<HttpResponse<String>>> calls) {
    return calls.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<HttpResponse<String>> post(
      int page, String call, String value, String csrf) {
    EngineClient node = node(page);
    return http.sendAsync(
        request(node, "/api/auth/" + call)
            .header("Cookie", COOKIE + value)
            .header("X-CSRF-Token", csrf)
            .header("Origin", node.baseUrl())
            .header("Sec-Fetch-Site", "same-origin")
            .POST(BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private int me(int page, String token) {
    HttpRequest request =
        request(node(page), "/api/auth/me").header("Authorization", "Bearer " + token).build();
    return node(page).send(request).statusCode();
  }

  private String csrf(Browser browser) {
    HttpRequest request =
        request(node(0), "/api/auth/csrf")
            .header("Cookie", COOKIE + browser.cookie(Browser.REFRESH))
            .build();
    return Browser.json(node(0).send(request)).getString("csrf_token");
  }

  private static HttpRequest.Builder request(EngineClient node, String path) {
    return HttpRequest.newBuilder(URI.create(node.baseUrl() + path))
        .timeout(Duration.ofSeconds(60));
  }

  private EngineClient node(int page) {
    return nodes.get(page % nodes.size());
  }

  private static String token(HttpResponse<String> answer) {
    return Browser.json(answer).getString("access_token");
  }

  /** The one value that the answer sets, for longer than no time. */
  private static String successor(HttpResponse<String> answer) {
    List<String> set =
        answer.headers().allValues("Set-Cookie").stream()
            .filter(cookie -> cookie.startsWith(COOKIE))
            .toList();
    assertThat(set).hasSize(1);
    assertThat(set.get(0)).doesNotContain("Max-Age=0");
    return set.get(0).substring(COOKIE.length(), set.get(0).indexOf(';'));
  }
}
