package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.chat.control.Deadlines;
import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.EngineClient;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.SocketClient;
import ai.karen.testing.StreamedAnswer;
import ai.karen.testing.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stream waits for before it begins, and for how long. The providers' limit is a second. */
class FirstTokenIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final Duration MORE_THAN_HALF_THE_LIMIT = Duration.ofMillis(600);

  private final EngineClient engine = SharedEngine.client();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "reasoning content | {'reasoning_content':'Let me think.'}",
        "reasoning         | {'reasoning':'Let me think.'}",
        "a tool call       | {'tool_calls':[{'index':0,'id':'call_1','type':'function',"
            + "'function':{'name':'weather','arguments':''}}]}"
      },
      quoteCharacter = '"')
  void itNeedNotBeAWordOfTheAnswer(String name, String delta) {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(beginningSlowlyWith(delta.replace('\'', '"')));

    HttpResponse<String> response = engine.post(CHAT, chain.ask(true));

    StreamedAnswer answer = StreamedAnswer.of(response.body());
    assertThat(answer.text()).isEqualTo("At last.");
    assertThat(answer.isDone()).isTrue();
    assertThat(response.headers().firstValue("x-karen-provider")).contains(chain.firstId());
    assertThat(response.headers().firstValue("x-karen-attempts")).contains("1");
    assertThat(chain.second().requests()).isEmpty();
  }

  /** The second may be silent for so long because it is the last. */
  @Test
  void withoutOneTheHeadersGoOutWithKeepAliveCommentsAndAFailureIsAnEvent() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.silence());
    chain.second().always(Behaviours.silence());
    String question = chain.ask("\"stream\":true,\"response_format\":{\"type\":\"json_object\"}");
    long start = System.nanoTime();

    try (SocketClient client =
        SocketClient.post(engine, CHAT, question, Deadlines.HEADER + ": 21000")) {
      String head = client.readUntil("\r\n\r\n");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(14_900), Duration.ofMillis(16_500));
      assertThat(head).startsWith("HTTP/1.1 200").contains("text/event-stream");
      assertThat(head).as("nobody has answered").doesNotContain("x-karen-provider");
      assertThat(client.readUntil(": keep-alive\n\n")).doesNotContain("data:");
      assertThat(client.readUntil("\r\n0\r\n\r\n"))
          .contains("data: {\"error\":{")
          .doesNotContain("[DONE]");
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(20_900), Duration.ofMillis(22_500));
    chain.second().awaitAbandoned(1);
  }

  /** A role, and this in time; the first word is there only when the limit is over. */
  private static Behaviour beginningSlowlyWith(String delta) {
    return (request, conversation) -> {
      conversation.openStream();
      conversation.event(Wire.role());
      conversation.pause(MORE_THAN_HALF_THE_LIMIT);
      conversation.event("{\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}");
      conversation.pause(MORE_THAN_HALF_THE_LIMIT);
      conversation.event(Wire.content("At last."));
      conversation.event(Wire.finish());
      conversation.event("[DONE]");
      conversation.closeStream();
    };
  }
}
