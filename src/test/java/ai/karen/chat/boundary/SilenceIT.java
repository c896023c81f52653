package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.Conversation;
import ai.karen.testing.Eventually;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.ScriptedTrio;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.SocketClient;
import ai.karen.testing.StreamedAnswer;
import ai.karen.testing.Wire;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Answers that have begun and take their time. */
class SilenceIT {
  private static final String CHAT = "/v1/chat/completions";

  /** More than two of the intervals that are looked at, less than the provider may be silent. */
  private static final Duration LONG = EventStream.KEEP_ALIVE.multipliedBy(2).plusSeconds(1);

  @Test
  void inTheMiddleOfALongSilentAnswerKeepAliveCommentsAreSent() {
    ScriptedTrio trio = SharedEngine.trio();
    Behaviour refusal = Behaviours.error(401, "invalid_api_key", "bad");
    trio.first().always(refusal);
    trio.second().always(refusal);
    trio.third().always(pausing(LONG));

    try (SocketClient client = SocketClient.post(SharedEngine.client(), CHAT, trio.ask())) {
      client.readUntil("Thinking");
      assertThat(client.readUntil(": keep-alive\n\n")).doesNotContain("It is 42.");
      StreamedAnswer rest = StreamedAnswer.of(client.readUntil("[DONE]"));
      assertThat(rest.text()).isEqualTo("It is 42.");
      assertThat(rest.isDone()).isTrue();
    }
  }

  /** Bytes are no answer: the limit is the whole one's. */
  @Test
  void aWholeAnswerThatDripsIsSilentAtItsLimitAndTheNextIsAsked() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always((request, conversation) -> drip(conversation));

    String body = SharedEngine.client().post(CHAT, chain.ask(false)).body();

    assertThat(body).contains("Hello from the second.", "\"outcome\":\"silent\"");
    Eventually.holds(
        "the one that drips is let go of", () -> chain.first().counters().inFlight() == 0);
  }

  private static Behaviour pausing(Duration pause) {
    return (request, conversation) -> {
      conversation.openStream();
      conversation.event(Wire.role());
      conversation.event(Wire.content("Thinking"));
      conversation.pause(pause);
      conversation.event(Wire.content("It is 42."));
      conversation.event(Wire.finish());
      conversation.event("[DONE]");
      conversation.closeStream();
    };
  }

  /** A letter each fiftieth of a second; the last one would come after many seconds. */
  private static void drip(Conversation conversation) throws IOException {
    String answer = Wire.completion("word ".repeat(100));
    conversation.write(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + answer.length()
            + "\r\n\r\n");
    for (char letter : answer.toCharArray()) {
      conversation.write(String.valueOf(letter));
      conversation.pause(Duration.ofMillis(20));
    }
  }
}
