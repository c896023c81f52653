package ai.karen.testing;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a scripted provider can do: well, badly and not at all. */
public final class Behaviours {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private Behaviours() {}

  /** The whole answer, streamed word by word where the request says so. */
  public static Behaviour answer(String text) {
    return (request, conversation) -> {
      if (request.isStreaming()) {
        conversation.openStream();
        words(conversation, text, Duration.ZERO);
        finish(conversation);
      } else {
        conversation.send(200, JSON, Wire.completion(text));
      }
    };
  }

  /** A stream with a pause before each word. */
  public static Behaviour paced(String text, Duration pause) {
    return (request, conversation) -> {
      conversation.openStream();
      words(conversation, text, pause);
      finish(conversation);
    };
  }

  /** Exactly this body. */
  public static Behaviour reply(int status, String body) {
    return (request, conversation) -> conversation.send(status, JSON, body);
  }

  public static Behaviour html(int status, String body) {
    return (request, conversation) ->
        conversation.send(status, Map.of("Content-Type", "text/html"), body);
  }

  /** An error in OpenAI's shape. */
  public static Behaviour error(int status, String code, String message) {
    return reply(status, Wire.error(code, message));
  }

  public static Behaviour error(int status, String code, Map<String, String> headers) {
    return (request, conversation) ->
        conversation.send(status, headers, Wire.error(code, "scripted " + status));
  }

  /** Hangs up without a word. */
  public static Behaviour hangUp() {
    return (request, conversation) -> conversation.hangUp();
  }

  public static Behaviour reset() {
    return (request, conversation) -> conversation.reset();
  }

  public static Behaviour silence() {
    return (request, conversation) -> conversation.waitForHangUp();
  }

  /** The headers of a stream and a role, and then nothing. */
  public static Behaviour silenceAfterRole() {
    return (request, conversation) -> {
      conversation.openStream();
      conversation.event(Wire.role());
      conversation.waitForHangUp();
    };
  }

  /** Some words, and then a closed connection. */
  public static Behaviour cutAfter(String text) {
    return (request, conversation) -> {
      conversation.openStream();
      words(conversation, text, Duration.ZERO);
      conversation.hangUp();
    };
  }

  /** Some words, and then nothing. */
  public static Behaviour stallAfter(String text) {
    return (request, conversation) -> {
      conversation.openStream();
      words(conversation, text, Duration.ZERO);
      conversation.waitForHangUp();
    };
  }

  /** These events one after the other, as they are, and a proper end. */
  public static Behaviour events(List<String> events) {
    return (request, conversation) -> {
      conversation.openStream();
      for (String event : events) {
        conversation.event(event);
      }
      conversation.closeStream();
    };
  }

  static Behaviour models() {
    JsonObjectBuilder model =
        Json.createObjectBuilder().add("id", "scripted-model").add("object", "model");
    String body =
        Json.createObjectBuilder()
            .add("object", "list")
            .add("data", Json.createArrayBuilder().add(model))
            .build()
            .toString();
    return reply(200, body);
  }

  private static void words(Conversation conversation, String text, Duration pause)
      throws IOException {
    conversation.event(Wire.role());
    for (String word : text.split("(?<= )")) {
      Pause.of(pause);
      conversation.event(Wire.content(word));
    }
  }

  private static void finish(Conversation conversation) throws IOException {
    conversation.event(Wire.finish());
    conversation.event("[DONE]");
    conversation.closeStream();
  }
}
