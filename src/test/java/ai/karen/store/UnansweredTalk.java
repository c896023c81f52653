package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.EngineClient;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.ScriptedProvider;
import ai.karen.testing.Talk;
import ai.karen.testing.writes.Kept;
import ai.karen.testing.writes.KeptInPostgres;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * A conversation whose only question has a key, and a long answer that waits until the test lets it
 * go.
 */
final class UnansweredTalk {
  private static final String CONTENT = "Tell me!";
  private static final String ANSWER = "told ".repeat(12_000);

  private final CountDownLatch awaited = new CountDownLatch(1);
  private final Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
  private final EngineClient client;
  private final String question;
  private final Talk talk;
  private final CompletableFuture<HttpResponse<String>> first;

  private UnansweredTalk(EngineClient client, ScriptedProvider provider, String chain) {
    this.client = client;
    provider.always(waiting(Behaviours.answer(ANSWER)));
    question = "{\"content\":\"%s\",\"model\":\"%s\"}".formatted(CONTENT, chain);
    talk = Talk.begin(client);
    first = client.postLater(talk.messagesPath(), question, key);
  }

  /** Returns when the question is kept. */
  static UnansweredTalk begin(EngineClient client, ScriptedProvider provider, String chain) {
    UnansweredTalk begun = new UnansweredTalk(client, provider, chain);
    Eventually.holds("the question is kept", () -> begun.talk.messages().size() == 1);
    return begun;
  }

  /** Asked in another conversation until nothing half as long as the answer finds room. */
  void fill(String other) {
    Talk filled = new Talk(client, other);
    String filling = "{\"content\":\"" + "x".repeat(ANSWER.length() / 2) + "\"}";
    int status = 200;
    while (status == 200) {
      status = client.post(filled.messagesPath(), filling).statusCode();
    }
    assertThat(status).isEqualTo(503);
  }

  /** It comes, and can't be kept, nor can what the same request brings then. */
  void requireThatTheQuestionAloneIsKept() {
    awaited.countDown();
    requireToldSo(first.join());
    requireToldSo(repeated());
    assertThat(talk.messages())
        .extracting(message -> message.getString("content"))
        .containsExactly(CONTENT);
  }

  /** Each time the same answer, with the question once in the history, and the answer once. */
  void requireThatTheSameRequestIsAnswered() {
    HttpResponse<String> answered = repeated();
    assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
    assertThat(Talk.json(repeated().body())).isEqualTo(Talk.json(answered.body()));
    assertThat(talk.messages())
        .extracting(message -> message.getString("content"))
        .containsExactly(CONTENT, ANSWER);
  }

  void requireKeptIn(RealPostgres postgres) {
    assertThat(new KeptInPostgres(postgres).messages(talk.id()))
        .extracting(Kept.Message::content, Kept.Message::status)
        .containsExactly(tuple(CONTENT, "complete"), tuple(ANSWER, "complete"));
  }

  private HttpResponse<String> repeated() {
    return client.post(talk.messagesPath(), question, key);
  }

  private static void requireToldSo(HttpResponse<String> refused) {
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(Talk.json(refused.body()).getString("code")).isEqualTo("answer_not_kept");
    assertThat(refused.body()).contains("The question is kept").contains("same Idempotency-Key");
  }

  private Behaviour waiting(Behaviour then) {
    return (request, conversation) -> {
      try {
        awaited.await();
        then.respond(request, conversation);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    };
  }
}
