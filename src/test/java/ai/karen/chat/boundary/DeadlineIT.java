package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.chat.control.Deadlines;
import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.EngineClient;
import ai.karen.testing.ProviderView;
import ai.karen.testing.Refusals;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.ScriptedTrio;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.SocketClient;
import ai.karen.testing.StreamedAnswer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request has one deadline, which the caller may shorten, and nothing prolongs it. */
class DeadlineIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final String EMBEDDINGS = "/v1/embeddings";

  /** What the last resort does not answer. */
  private static final String JSON = "\"response_format\":{\"type\":\"json_object\"}";

  private static final int BREAKERS_VOLUME = 10;

  private final EngineClient engine = SharedEngine.client();

  @Test
  void itEndsAStreamInTheMidstOfItsAnswer() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.paced("word ".repeat(200), Duration.ofMillis(100)));

    HttpResponse<String> response = engine.post(CHAT, chain.ask(true), within(1_500));

    StreamedAnswer answer = StreamedAnswer.of(response.body());
    assertThat(answer.text()).startsWith("word word");
    assertThat(answer.lastChunk().getJsonObject("error").getString("code"))
        .isEqualTo("stream_interrupted");
    assertThat(answer.isDone()).isFalse();
    chain.first().awaitAbandoned(1);
    assertThat(chain.second().requests()).isEmpty();
  }

  @Test
  void aWaitARetryAndAFailoverDoNotRestartIt() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().next(Refusals.rateLimited(Duration.ofSeconds(1))).always(Behaviours.silence());
    chain.second().always(Behaviours.silence());
    String question = chain.ask(JSON);
    long start = System.nanoTime();

    HttpResponse<String> response = engine.post(CHAT, question, within(2_500));

    assertEndedAt(start, Duration.ofMillis(2_500));
    assertThat(response.statusCode()).isIn(503, 504);
    assertThat(response.headers().firstValue("x-karen-attempts")).contains("3");
    assertThat(chain.first().requests()).as("waited for and asked again").hasSize(2);
    assertThat(chain.second().requests()).as("asked then").hasSize(1);
  }

  @Test
  void completingABrokenStreamDoesNotRestartIt() {
    ScriptedChain chain = SharedEngine.continuingChain();
    chain.first().always(Behaviours.stallAfter("word "));
    chain.second().always(Behaviours.paced("word ".repeat(200), Duration.ofMillis(100)));
    long start = System.nanoTime();

    HttpResponse<String> response = engine.post(CHAT, chain.ask(true), within(2_000));

    assertEndedAt(start, Duration.ofSeconds(2));
    StreamedAnswer answer = StreamedAnswer.of(response.body());
    assertThat(answer.text()).startsWith("word word word");
    assertThat(answer.lastChunk().toString())
        .contains("stream_interrupted", "broken_stream", "cancelled");
    chain.second().awaitAbandoned(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theLastOfAChainMayUseWhatRemainsOfIt(boolean streaming) {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.error(401, "invalid_api_key", "bad"));
    Behaviour answer = Behaviours.answer("Slowly, but surely.");
    chain.second().always(Behaviours.delayed(Duration.ofMillis(1_400), answer));

    HttpResponse<String> response = engine.post(CHAT, chain.ask(streaming));

    assertThat(response.headers().firstValue("x-karen-provider"))
        .as("whose limit of a second is for while another is left")
        .contains(chain.secondId());
    assertThat(response.headers().firstValue("x-karen-attempts")).contains("2");
  }

  @Test
  void aSilenceThatItEndsOpensTheBreakerOfTheLastProvider() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.error(401, "invalid_api_key", "bad"));
    chain.second().always(Behaviours.silence());

    List<CompletableFuture<HttpResponse<String>>> calls =
        Stream.generate(() -> engine.postLater(CHAT, chain.ask(JSON), within(1_500)))
            .limit(BREAKERS_VOLUME)
            .toList();

    assertThat(calls).extracting(call -> call.join().statusCode()).containsOnly(504);
    assertThat(ProviderView.of(engine, chain.secondId()).getString("breaker")).isEqualTo("open");
    HttpResponse<String> next = engine.post(CHAT, chain.ask(JSON), within(1_500));
    assertThat(next.statusCode()).isEqualTo(503);
    assertThat(next.body()).contains("breaker open");
    assertThat(chain.second().requests()).hasSize(BREAKERS_VOLUME);
  }

  /** Ten seconds for a first token and sixty for an answer are more than the caller has. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoHangsDoesNotEatAllOfAShortOneWhileAnotherIsLeft(boolean streaming) {
    ScriptedTrio trio = SharedEngine.trio();
    trio.first().always(Behaviours.silence());
    trio.second().always(Behaviours.answer("In time."));

    HttpResponse<String> response = engine.post(CHAT, trio.ask(streaming), within(5_000));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("x-karen-provider")).contains(trio.ids().get(1));
    assertThat(response.body()).contains("\"outcome\":\"silent\"");
    trio.first().awaitAbandoned(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "soon"})
  void anotherThanAPositiveWholeNumberIsRefused(String header) {
    Map<String, String> headers = Map.of(Deadlines.HEADER, header);

    for (String path : List.of(CHAT, EMBEDDINGS)) {
      HttpResponse<String> response = engine.post(path, SharedEngine.chain().ask(false), headers);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains(Deadlines.HEADER);
    }
  }

  @Test
  void itEndsTheEnginesOwnEmbedding() {
    long start = System.nanoTime();

    HttpResponse<String> response = engine.post(EMBEDDINGS, bulk(), within(1_000));

    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(response.body()).contains("deadline_exceeded");
    assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(5).toNanos());
  }

  @Test
  void largeRequestsForEmbeddingsDoNotKeepTheLastResortFromAnswering() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().close();
    chain.second().close();
    List<SocketClient> bulk =
        Stream.generate(() -> SocketClient.post(engine, EMBEDDINGS, bulk())).limit(8).toList();

    HttpResponse<String> response = engine.post(CHAT, chain.ask(false), within(15_000));

    assertThat(response.body()).contains("karen-extractive");
    bulk.forEach(SocketClient::close);
  }

  private static void assertEndedAt(long start, Duration deadline) {
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(deadline.minusMillis(100), deadline.plusSeconds(1));
  }

  private static Map<String, String> within(int millis) {
    return Map.of(Deadlines.HEADER, String.valueOf(millis));
  }

  /** Half a minute of work. */
  private static String bulk() {
    String text = "\"" + "word ".repeat(2_000) + "\"";
    String texts = String.join(",", Collections.nCopies(120, text));
    return "{\"model\":\"all-minilm-l6-v2\",\"input\":[" + texts + "]}";
  }
}
