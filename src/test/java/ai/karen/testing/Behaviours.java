package ai.karen.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a scripted provider can do: well, badly and not at all. Streams go word by word. What it
 * refuses with a status is in {@link Refusals}.
 */
public final class Behaviours {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private Behaviours() {}

  /** The whole answer, streamed word by word where the request says so. */
  public static Behaviour answer(String text) {
    return metered(text, Wire.PROMPT_TOKENS, Wire.COMPLETION_TOKENS);
  }

  /** The same with these tokens; in a stream they are told only to whom asks, as vendors do. */
  public static Behaviour metered(String text, int promptTokens, int completionTokens) {
    return (request, conversation) -> {
      String usage = Wire.usage(promptTokens, completionTokens);
      if (request.isStreaming()) {
        ScriptedStream.open(conversation).words(text).finish(request, usage);
      } else {
        conversation.send(200, JSON, Wire.completion(text, usage));
      }
    };
  }

  /** A stream with a pause before each word. */
  public static Behaviour paced(String text, Duration pause) {
    List<byte[]> words = ScriptedStream.chunks(text);
    return (request, conversation) -> ScriptedStream.open(conversation).pace(words, pause, request);
  }

  /** Goes on behind the assistant's message that ends the request; without one, the whole text. */
  public static Behaviour continuing(String text) {
    return (request, conversation) -> {
      String said = request.prefill().orElse("");
      if (text.startsWith(said)) {
        answer(text.substring(said.length())).respond(request, conversation);
      } else {
        error(500, "other_text", "The prefill is not this text's beginning.")
            .respond(request, conversation);
      }
    };
  }

  /** Goes on so far, from wherever the request leaves off, and then closes the connection. */
  public static Behaviour continuingUntil(String text) {
    return (request, conversation) ->
        cutAfter(text.substring(request.prefill().orElse("").length()))
            .respond(request, conversation);
  }

  /** Takes no assistant's message at the end; without one it answers. */
  public static Behaviour rejectsPrefill(String text) {
    return (request, conversation) ->
        (request.prefill().isPresent() ? Refusals.prefill() : answer(text))
            .respond(request, conversation);
  }

  public static Behaviour rejectsPrefill() {
    return rejectsPrefill("Hello from the script.");
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
    return stallAfter("");
  }

  /** Nothing at all for so long, and then what the other one does. */
  public static Behaviour delayed(Duration delay, Behaviour then) {
    return (request, conversation) -> {
      conversation.pause(delay);
      then.respond(request, conversation);
    };
  }

  /** The headers of a stream and a role at once, the words only after so long. */
  public static Behaviour slowFirstToken(Duration delay, String text) {
    return (request, conversation) -> {
      ScriptedStream stream = ScriptedStream.open(conversation).words("");
      conversation.pause(delay);
      stream.more(text).finish(request);
    };
  }

  /** Some words, and then a closed connection. */
  public static Behaviour cutAfter(String text) {
    return (request, conversation) -> {
      ScriptedStream.open(conversation).words(text);
      conversation.hangUp();
    };
  }

  /** Some words, and then a connection that is reset. */
  public static Behaviour resetAfter(String text) {
    return (request, conversation) -> {
      ScriptedStream.open(conversation).words(text);
      conversation.reset();
    };
  }

  /** Some words, and then a stream that is closed in due form, without a finish reason. */
  public static Behaviour closedAfter(String text) {
    return (request, conversation) -> {
      ScriptedStream.open(conversation).words(text);
      conversation.closeStream();
    };
  }

  /** Some words, and then nothing. */
  public static Behaviour stallAfter(String text) {
    return (request, conversation) -> {
      ScriptedStream.open(conversation).words(text);
      conversation.waitForHangUp();
    };
  }

  /** Some words, and then an error inside the stream. */
  public static Behaviour errorAfter(String text, String code) {
    return (request, conversation) -> {
      ScriptedStream.open(conversation).words(text);
      conversation.event(Wire.error(code, "scripted"));
      conversation.closeStream();
    };
  }

  /** A whole answer with an event in its middle that is no JSON. */
  public static Behaviour malformedEvent(String before, String after) {
    return (request, conversation) -> {
      ScriptedStream stream = ScriptedStream.open(conversation).words(before);
      conversation.event("{\"id\":\"x\",\"choi");
      stream.more(after).finish(request);
    };
  }

  /** A whole answer whose stream is closed without its end mark. */
  public static Behaviour finishWithoutDone(String text) {
    return (request, conversation) -> {
      ScriptedStream.open(conversation).words(text).finishReason("stop");
      conversation.closeStream();
    };
  }

  /** A whole answer whose stream stays open and says nothing more, not even its end mark. */
  public static Behaviour finishAndStayOpen(String text) {
    return (request, conversation) -> {
      ScriptedStream.open(conversation).words(text).finishReason("stop");
      conversation.waitForHangUp();
    };
  }

  /** A whole answer whose connection is closed without the end of its stream. */
  public static Behaviour finishAndHangUp(String text) {
    return (request, conversation) -> {
      ScriptedStream.open(conversation).words(text).finishReason("stop");
      conversation.hangUp();
    };
  }

  /** An answer that the content filter ends. */
  public static Behaviour filteredAfter(String text) {
    return (request, conversation) ->
        ScriptedStream.open(conversation).words(text).finishReason("content_filter").done();
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

  /** Each in its turn, and then from the beginning. */
  public static Behaviour inTurn(Behaviour... turns) {
    AtomicInteger turn = new AtomicInteger();
    return (request, conversation) ->
        turns[turn.getAndIncrement() % turns.length].respond(request, conversation);
  }

  /** The first for one request, the other from then on. */
  public static Behaviour once(Behaviour first, Behaviour then) {
    AtomicInteger turn = new AtomicInteger();
    return (request, conversation) ->
        (turn.getAndIncrement() == 0 ? first : then).respond(request, conversation);
  }

  static Behaviour models() {
    return reply(200, Wire.models());
  }
}
