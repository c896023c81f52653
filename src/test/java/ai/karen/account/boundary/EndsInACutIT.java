package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.EngineClient;
import ai.karen.testing.Eventually;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.TwoNodes;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Sessions that are ended on one side of a cut, while the other side, which can't hear of it, lets
 * them go on. An end wins when the cut is healed.
 */
class EndsInACutIT {
  /** Of no worth. */
  private static final String PASSWORD = "nine quiet otters juggle";

  private static final String OTHER = "seven mild harbours sing";
  private static final Duration COPIED = Duration.ofSeconds(2);

  private final TwoNodes nodes = TwoNodes.shared();
  private final EngineClient cutOff = nodes.first().engine().client();
  private final EngineClient healthy = nodes.second().engine().client();

  @AfterEach
  void heal() {
    nodes.heal();
  }

  @Test
  void whatIsEndedAtACutOffNodeStaysEndedHoweverOftenTheOtherRotatesItMeanwhile() {
    Person person = new Person();
    Browser loggedOut = person.loggedIn();
    Browser ended = person.loggedIn();
    Person another = new Person();
    Browser everywhere = another.loggedIn();
    Browser theirs = another.loggedIn();
    List<Browser> all = List.of(loggedOut, ended, everywhere, theirs);
    List<Browser> there = all.stream().map(browser -> at(healthy, browser)).toList();
    String session = ended.cookie(Browser.REFRESH).substring(0, 36);
    Moments.let(COPIED);
    nodes.first().cutOff();

    assertThat(loggedOut.delete("/api/auth/sessions/" + session).statusCode()).isEqualTo(204);
    assertThat(at(cutOff, loggedOut).logOut(false).statusCode()).isEqualTo(204);
    assertThat(at(cutOff, everywhere).logOut(true).statusCode()).isEqualTo(204);
    all.forEach(EndsInACutIT::requireOver);
    for (int time = 0; time < 3; time++) {
      for (Browser rotating : there) {
        String before = rotating.cookie(Browser.REFRESH);
        assertThat(rotating.refresh().statusCode()).isEqualTo(200);
        assertThat(rotating.cookie(Browser.REFRESH)).as("rotated").isNotEqualTo(before);
      }
    }
    nodes.first().heal();

    there.forEach(EndsInACutIT::requireOver);
    there.forEach(browser -> requireOver(at(cutOff, browser)));
    all.forEach(EndsInACutIT::requireOver);
    assertThat(person.loggedIn().me().statusCode()).as("a new one").isEqualTo(200);
  }

  @Test
  void whatIsEndedBesideACutOffNodeStaysEndedThoughItIsUsedThere() {
    Person disabled = new Person();
    Person changing = new Person();
    Browser first = disabled.loggedIn();
    Browser second = changing.loggedIn();
    Browser changer = at(healthy, changing.loggedIn());
    Moments.let(COPIED);
    nodes.first().cutOff();

    requireUnknown(disabled.disabledAt(cutOff));
    requireUnknown(changing.changedBy(at(cutOff, second)));
    assertThat(disabled.disabledAt(healthy).statusCode()).isEqualTo(200);
    assertThat(changing.changedBy(changer).statusCode()).isEqualTo(204);
    for (Browser used : List.of(first, second)) {
      assertThat(used.refresh().statusCode()).as("nobody there has heard of it").isEqualTo(200);
    }
    nodes.first().heal();

    for (Browser over : List.of(first, second)) {
      requireOver(over);
      requireOver(at(healthy, over));
    }
    assertThat(changer.refresh().statusCode()).as("who changed it").isEqualTo(200);
    assertThat(new Browser(cutOff).logIn(disabled.email, PASSWORD).statusCode()).isEqualTo(401);
    assertThat(new Browser(cutOff).logIn(changing.email, OTHER).statusCode()).isEqualTo(200);
  }

  /** Only the database can tell, and nothing was changed. */
  private static void requireUnknown(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  /** Its token is, once the other side's end was heard of, and so is its refresh value. */
  private static void requireOver(Browser browser) {
    Eventually.holds("the token is dead", () -> browser.me().statusCode() == 401);
    HttpResponse<String> refresh = browser.copy().refresh();
    assertThat(refresh.statusCode()).isEqualTo(401);
    assertThat(Browser.json(refresh).getString("code")).isEqualTo("session_revoked");
  }

  /** The same browser at that node, which knows its session from now on. */
  private static Browser at(EngineClient node, Browser browser) {
    Browser copy = browser.copy();
    copy.goTo(node);
    copy.me();
    return copy;
  }

  /** Has an account. */
  private final class Person {
    private final String email = "person-" + UUID.randomUUID() + "@example.org";
    private final String id;

    private Person() {
      String wishes = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD);
      HttpResponse<String> made =
          Administrator.at(healthy).send("POST", "/api/admin/users", wishes);
      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
      id = Browser.json(made).getString("id");
    }

    /** At the node that is to be cut off. */
    private Browser loggedIn() {
      Browser browser = new Browser(cutOff);
      assertThat(browser.logIn(email, PASSWORD).statusCode()).isEqualTo(200);
      return browser;
    }

    private HttpResponse<String> disabledAt(EngineClient node) {
      String change = "{\"active\":false}";
      return node.send(
          node.request("/api/admin/users/" + id)
              .header("Content-Type", "application/json")
              .method("PATCH", HttpRequest.BodyPublishers.ofString(change))
              .build());
    }

    private HttpResponse<String> changedBy(Browser browser) {
      String change =
          "{\"old_password\":\"%s\",\"new_password\":\"%s\",\"end_other_sessions\":true}"
              .formatted(PASSWORD, OTHER);
      return browser.send("POST", "/api/auth/password", change);
    }
  }
}
