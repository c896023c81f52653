package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.Traces;
import ai.karen.testing.writes.KeptInPostgres;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Node;
import ai.karen.testing.writes.TwoNodes;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody deletes their account at one node: the other one forgets them too. */
class FarewellAtTwoNodesIT {
  private static final String CONVERSATIONS = "/api/conversations";
  private static final String PASSWORD = "a long sentence for nobody";
  private static final String BEGUN_LATE = "begun after the farewell";
  private static final Duration COPIED = Duration.ofSeconds(2);
  private static final Duration COMPARED = Duration.ofSeconds(3);

  private final TwoNodes nodes = TwoNodes.shared();
  private final RealPostgres postgres = nodes.postgres();
  private final Node first = nodes.first();
  private final Node second = nodes.second();
  private final String email = "person-" + UUID.randomUUID() + "@example.org";
  private final String secret = "told in confidence " + UUID.randomUUID();
  private String user;
  private Browser here;
  private Browser there;
  private String conversation;
  private Browser program;

  /** Known at both nodes, with copies at the second. */
  @BeforeEach
  void live() {
    String person =
        "{\"email\":\"%s\",\"password\":\"%s\",\"role\":\"user\"}".formatted(email, PASSWORD);
    Browser administrator = Administrator.at(first.engine().client());
    user = idOf(administrator.send("POST", "/api/admin/users", person));
    here = new Browser(first.engine().client());
    assertThat(here.logIn(email, PASSWORD).statusCode()).isEqualTo(200);
    conversation = idOf(here.send("POST", CONVERSATIONS, "{\"title\":\"private\"}"));
    assertThat(say(here, secret)).isEqualTo(200);
    there = here.copy();
    there.goTo(second.engine().client());
    program = new Browser(second.engine().client());
    program.useToken(keyOf(here));
    for (Browser each : List.of(there, program)) {
      Eventually.holds("they are known there", () -> each.get(messages()).statusCode() == 200);
      assertThat(each.get(messages()).body()).contains(secret);
    }
    Moments.let(COPIED);
  }

  @AfterEach
  void heal() {
    nodes.heal();
  }

  @Test
  void nothingOfThemIsLeftOnEitherNodeNorInACopy() {
    assertThat(leave().statusCode()).isEqualTo(204);
    requireGone();
    awaitForgotten();
    second.cutOff();
    requireStranger();
  }

  @Test
  void aNodeThatWasAwayMeanwhileForgetsThemWhenItIsBack() {
    second.cutOff();
    assertThat(there.get(messages()).body()).as("the copy is in use").contains(secret);
    assertThat(leave().statusCode()).isEqualTo(204);
    assertThat(say(there, "said after the farewell")).isEqualTo(200);
    idOf(there.send("POST", CONVERSATIONS, "{\"title\":\"" + BEGUN_LATE + "\"}"));
    second.heal();
    requireGone();
    assertThat(count("operation_conflict where aggregate", conversation)).isPositive();
    awaitForgotten();
    second.cutOff();
    requireStranger();
  }

  @Test
  void aNodeThatWasAwayMeanwhileForgetsThemThoughNobodyAsksThere() {
    second.cutOff();
    assertThat(leave().statusCode()).isEqualTo(204);
    second.heal();
    Eventually.holds("the key is over", () -> program.get(messages()).statusCode() == 401);
    Moments.let(COMPARED);
    second.cutOff();
    awaitForgotten();
    requireStranger();
  }

  /** Their own deletion waits for the database; a conversation's does not. */
  @Test
  void whatWasSaidAndDeletedInAnOutageIsInNoFileOfTheJournalOnceThatIsReplayed() {
    first.cutOff();
    String told = "told in the outage " + UUID.randomUUID();
    assertThat(say(here, told)).isEqualTo(200);
    assertThat(Traces.of(told, journal())).as("the journal alone has it").isNotEmpty();
    assertThat(leave().statusCode()).isEqualTo(503);
    String other = idOf(here.send("POST", CONVERSATIONS, "{\"title\":\"" + told + "\"}"));
    assertThat(here.delete(CONVERSATIONS + "/" + other).statusCode()).isEqualTo(204);
    first.heal();
    assertThat(new KeptInPostgres(postgres).titles()).doesNotContain(told);
    assertThat(leave().statusCode()).isEqualTo(204);
    requireGone();
    first.stores().awaitDrained(TwoNodes.HEALED);
    first.restart();
    Eventually.holds("nothing is left", () -> Traces.of(told, journal()).isEmpty());
  }

  private Path journal() {
    return first.engine().dataFolder().resolve("journal");
  }

  private HttpResponse<String> leave() {
    return here.send("DELETE", "/api/auth/me", "{\"password\":\"" + PASSWORD + "\"}");
  }

  private void requireGone() {
    KeptInPostgres kept = new KeptInPostgres(postgres);
    assertThat(kept.title(conversation)).isEmpty();
    assertThat(kept.messages(conversation)).isEmpty();
    assertThat(kept.titles()).doesNotContain(BEGUN_LATE);
    assertThat(count("account where id", user)).isZero();
    assertThat(count("login_session where revoked_at is null and user_id", user)).isZero();
    assertThat(here.me().statusCode()).isEqualTo(401);
    assertThat(here.refresh().statusCode()).isEqualTo(401);
  }

  private void awaitForgotten() {
    Eventually.holds("the session is over there", () -> there.me().statusCode() == 401);
    Eventually.holds("the key too", () -> program.get(messages()).statusCode() == 401);
  }

  /** The second node, asked by whoever has the old token, cookie or key. */
  private void requireStranger() {
    for (String path : List.of("/api/auth/me", CONVERSATIONS, messages(), "/api/auth/export")) {
      assertThat(there.get(path).statusCode()).as(path).isEqualTo(401);
      assertThat(program.get(path).statusCode()).as(path + " by key").isEqualTo(401);
    }
    // Or 503: it has no copy that could tell.
    assertThat(there.refresh().statusCode()).isIn(401, 503);
  }

  private int say(Browser browser, String content) {
    return browser.send("POST", messages(), "{\"content\":\"" + content + "\"}").statusCode();
  }

  private String messages() {
    return CONVERSATIONS + "/" + conversation + "/messages";
  }

  private long count(String rows, String id) {
    return postgres.count("select count(*) from " + rows + " = '" + id + "'");
  }

  private static String keyOf(Browser person) {
    String wish = "{\"name\":\"program\",\"scopes\":[\"chat\"]}";
    HttpResponse<String> made = person.send("POST", "/api/auth/api-keys", wish);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return Browser.json(made).getString("key");
  }

  private static String idOf(HttpResponse<String> made) {
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return Browser.json(made).getString("id");
  }
}
