package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.EndlessAnswer;
import ai.karen.testing.EngineClient;
import ai.karen.testing.Eventually;
import ai.karen.testing.LiveStream;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.ScriptedProvider;
import ai.karen.testing.StreamedAnswer;
import ai.karen.testing.Talk;
import ai.karen.testing.writes.Kept;
import ai.karen.testing.writes.KeptInPostgres;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** A conversation whose first question is being answered, until the test lets the answer end. */
final class StreamingTalk {
  private static final String QUESTION =
      "{\"content\":\"Tell me!\",\"stream\":true,\"model\":\"%s\"}";

  private final EndlessAnswer answer = new EndlessAnswer();
  private final Talk talk;
  private final LiveStream stream;

  private StreamingTalk(EngineClient client, ScriptedProvider provider, String chain) {
    provider.always(answer);
    talk = Talk.begin(client);
    stream = LiveStream.read(client.stream(talk.messagesPath(), QUESTION.formatted(chain)));
  }

  /** Returns when there is a first word. */
  static StreamingTalk begin(EngineClient client, ScriptedProvider provider, String chain) {
    return new StreamingTalk(client, provider, chain);
  }

  /** What the provider has said so far. */
  String said() {
    return answer.text();
  }

  /** What had reached the client so long ago. */
  String deliveredBefore(Duration ago) {
    return stream.textBefore(ago);
  }

  /** What the engine tells of the answer; empty where there is nothing of it. */
  String readable() {
    List<JsonObject> messages = talk.messages();
    return messages.size() < 2 ? "" : messages.get(1).getString("content");
  }

  /** While it streams, ever more of it can be read. */
  void requireThatWhatIsReadableGrows() {
    Eventually.holds("a beginning is kept", () -> !readable().isEmpty());
    String before = readable();
    Eventually.holds("more is kept", () -> readable().length() > before.length());
    assertThat(readable()).startsWith(before);
    assertThat(said()).startsWith(readable());
    assertThat(talk.newest().getString("status")).isEqualTo("interrupted");
  }

  /** Every word that the provider said reaches the client, and then the end mark. */
  void requireThatItIsDeliveredToItsEnd() {
    answer.end();
    StreamedAnswer delivered = stream.awaitEnd();
    assertThat(delivered.isDone()).isTrue();
    assertThat(delivered.text()).isEqualTo(said());
  }

  /** Every word reaches the client, and then that the end could not be kept. */
  void requireThatItIsToldToBeKeptInPart() {
    answer.end();
    StreamedAnswer delivered = stream.awaitEnd();
    assertThat(delivered.isDone()).isFalse();
    assertThat(delivered.text()).isEqualTo(said());
    String told = delivered.events().get(delivered.events().size() - 1);
    assertThat(told).contains("\"error\"", "\"answer_kept_in_part\"");
    assertThat(told).contains("the beginning of its answer are kept");
  }

  void requireReadable(String status, String content) {
    assertThat(talk.messages()).hasSize(2);
    assertThat(talk.newest().getString("status")).isEqualTo(status);
    assertThat(talk.newest().getString("content")).isEqualTo(content);
  }

  /** The question and the answer, once each. */
  void requireKeptIn(RealPostgres postgres, String status, String content) {
    List<Kept.Message> messages = new KeptInPostgres(postgres).messages(talk.id());
    assertThat(messages).extracting(Kept.Message::role).containsExactly("user", "assistant");
    assertThat(messages.get(1).status()).isEqualTo(status);
    assertThat(messages.get(1).content()).isEqualTo(content);
  }
}
