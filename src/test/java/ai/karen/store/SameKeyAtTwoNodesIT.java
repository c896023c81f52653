package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.writes.Kept;
import ai.karen.testing.writes.KeptInPostgres;
import ai.karen.testing.writes.Node;
import ai.karen.testing.writes.TwoNodes;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request that is repeated at another node is carried out once, whatever the first one saw. */
class SameKeyAtTwoNodesIT {
  private static final String CONVERSATIONS = "/api/conversations";

  private final TwoNodes nodes = TwoNodes.shared();
  private final RealPostgres postgres = nodes.postgres();
  private final Node first = nodes.first();
  private final Node second = nodes.second();
  private final String text = "once " + UUID.randomUUID();
  private final Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());

  @AfterEach
  void heal() {
    nodes.heal();
  }

  @Test
  void aConversationBeginsOnceAndTheKeyIsRefusedForAnotherAtEither() {
    HttpResponse<String> begun = begin(first, text);
    HttpResponse<String> again = begin(second, text);

    assertThat(begun.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(begun.body());
    assertThat(begin(second, "another").statusCode()).isEqualTo(422);
    assertThat(begin(first, "another").statusCode()).isEqualTo(422);
    assertThat(new KeptInPostgres(postgres).titles()).containsOnlyOnce(text);
  }

  @Test
  void aConversationBegunInACutIsTheOneThatTheOtherNodeBegins() {
    first.cutOff();
    HttpResponse<String> begun = begin(first, text);
    HttpResponse<String> again = begin(second, text);

    assertThat(begun.statusCode()).isEqualTo(201);
    assertThat(Node.isDegraded(begun)).as("the journal has taken it").isTrue();
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(Node.isDegraded(again)).isFalse();
    String id = Browser.json(begun).getString("id");
    assertThat(Browser.json(again).getString("id")).isEqualTo(id);
    nodes.heal();
    requireNoDispute(id);
    assertThat(new KeptInPostgres(postgres).titles()).containsOnlyOnce(text);
    assertThat(first.get(CONVERSATIONS + "/" + id).body())
        .isEqualTo(second.get(CONVERSATIONS + "/" + id).body());
    assertThat(begin(first, "another").statusCode()).isEqualTo(422);
  }

  @Test
  void anOldRenamingThatIsRepeatedAtTheOtherNodeDoesNotReplaceANewerTitle() {
    String id = first.talk().create("first");
    assertThat(rename(first, id, "second").statusCode()).isEqualTo(200);
    assertThat(rename(second, id, "another").statusCode()).isEqualTo(422);
    assertThat(rename(first, id, "third", Map.of()).statusCode()).isEqualTo(200);

    HttpResponse<String> late = rename(second, id, "second");

    assertThat(late.statusCode()).isEqualTo(200);
    assertThat(late.body()).contains("third");
    assertThat(new KeptInPostgres(postgres).title(id)).contains("third");
  }

  @Test
  void aQuestionIsAnsweredOnceAndTheKeyIsRefusedForAnotherAtEither() {
    String id = first.talk().create("healthy");
    HttpResponse<String> said = say(first, id, text);
    HttpResponse<String> again = say(second, id, text);

    assertThat(said.statusCode()).isEqualTo(200);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(Browser.json(again)).isEqualTo(Browser.json(said));
    assertThat(say(second, id, "another").statusCode()).isEqualTo(422);
    assertThat(say(first, id, "another").statusCode()).isEqualTo(422);
    requireKeptOnce(id);
  }

  @Test
  void aQuestionTakenInACutIsTheOneThatTheOtherNodeAnswers() {
    String id = first.talk().create("half cut");
    first.cutOff();
    HttpResponse<String> said = say(first, id, text);
    HttpResponse<String> again = say(second, id, text);

    assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
    assertThat(Node.isDegraded(said)).as("the journal has taken it").isTrue();
    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    assertThat(Node.isDegraded(again)).isFalse();
    for (String message : List.of("user_message", "message")) {
      assertThat(idOf(message, again)).isEqualTo(idOf(message, said));
    }
    nodes.heal();
    requireKeptOnce(id);
    assertThat(say(first, id, "another").statusCode()).isEqualTo(422);
    assertThat(say(second, id, "another").statusCode()).isEqualTo(422);
    assertThat(idOf("message", say(first, id, text))).isEqualTo(idOf("message", said));
    requireKeptOnce(id);
  }

  @Test
  void aDeletionIsDoneForItsOwnKeyAloneAtEither() {
    String id = first.talk().create("to be deleted");
    Browser another = Administrator.at(second.engine().client());
    assertThat(delete(second, id, another.token(), key)).as("another's").isEqualTo(404);
    assertThat(delete(first, id, key)).isEqualTo(204);

    assertThat(delete(first, id, key)).isEqualTo(204);
    assertThat(delete(second, id, key)).isEqualTo(204);
    assertThat(delete(second, id, another.token(), key)).as("another's").isEqualTo(404);
    assertThat(delete(second, id, Map.of())).isEqualTo(404);
    assertThat(delete(second, id, Map.of("Idempotency-Key", "2"))).isEqualTo(404);
    first.cutOff();
    assertThat(delete(first, id, key)).as("in an outage").isEqualTo(204);
    assertThat(delete(first, id, Map.of())).as("in an outage").isEqualTo(404);
    assertThat(delete(first, id, Map.of("Idempotency-Key", "2"))).isEqualTo(404);
    nodes.heal();
    requireNoDispute(id);
  }

  @Test
  void aDeletionInACutIsDoneForItsKeyThereAndAfterIt() {
    String id = first.talk().create("to be deleted");
    first.cutOff();
    assertThat(delete(first, id, key)).isEqualTo(204);

    assertThat(delete(first, id, key)).isEqualTo(204);
    assertThat(delete(first, id, Map.of())).isEqualTo(404);
    assertThat(delete(second, id, key)).as("the other does not know yet").isEqualTo(204);
    nodes.heal();
    assertThat(delete(first, id, key)).isEqualTo(204);
    assertThat(delete(second, id, key)).isEqualTo(204);
    assertThat(delete(second, id, Map.of())).isEqualTo(404);
    requireNoDispute(id);
  }

  private HttpResponse<String> begin(Node node, String title) {
    return node.engine().client().post(CONVERSATIONS, "{\"title\":\"" + title + "\"}", key);
  }

  private HttpResponse<String> rename(Node node, String id, String title) {
    return rename(node, id, title, key);
  }

  private static HttpResponse<String> rename(
      Node node, String id, String title, Map<String, String> headers) {
    HttpRequest.Builder request =
        node.engine()
            .client()
            .request(CONVERSATIONS + "/" + id)
            .setHeader("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString("{\"title\":\"" + title + "\"}"));
    headers.forEach(request::setHeader);
    return node.engine().client().send(request.build());
  }

  /** Returns the status. */
  private static int delete(Node node, String id, Map<String, String> headers) {
    HttpRequest.Builder request = node.engine().client().request(CONVERSATIONS + "/" + id).DELETE();
    headers.forEach(request::setHeader);
    return node.engine().client().send(request.build()).statusCode();
  }

  /** By whom the access token names. */
  private static int delete(Node node, String id, String token, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Authorization", "Bearer " + token);
    return delete(node, id, all);
  }

  private HttpResponse<String> say(Node node, String id, String content) {
    String path = CONVERSATIONS + "/" + id + "/messages";
    return node.engine().client().post(path, "{\"content\":\"" + content + "\"}", key);
  }

  private static String idOf(String message, HttpResponse<String> answer) {
    JsonObject told = Browser.json(answer);
    return told.getJsonObject(message).getString("id");
  }

  /** In PostgreSQL, and as both nodes tell it. */
  private void requireKeptOnce(String id) {
    requireNoDispute(id);
    assertThat(new KeptInPostgres(postgres).messages(id))
        .extracting(Kept.Message::content)
        .containsExactly(text, "Re: " + text);
    String path = CONVERSATIONS + "/" + id + "/messages";
    assertThat(first.talk().contents(id)).containsExactly(text, "Re: " + text);
    assertThat(first.get(path).body()).isEqualTo(second.get(path).body());
  }

  private void requireNoDispute(String id) {
    assertThat(first.stores().parked()).isZero();
    assertThat(
            postgres.count("select count(*) from operation_conflict where aggregate='" + id + "'"))
        .isZero();
  }
}
