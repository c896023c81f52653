package ai.karen.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A stream of chat chunks, written word by word. */
final class ScriptedStream {
  private static final String USAGE = Wire.usage(Wire.PROMPT_TOKENS, Wire.COMPLETION_TOKENS);

  private final Conversation conversation;

  private ScriptedStream(Conversation conversation) {
    this.conversation = conversation;
  }

  static ScriptedStream open(Conversation conversation) throws IOException {
    conversation.openStream();
    return new ScriptedStream(conversation);
  }

  /** The role, and then the words. */
  ScriptedStream words(String text) throws IOException {
    conversation.event(Wire.role());
    return more(text);
  }

  ScriptedStream more(String text) throws IOException {
    for (String word : split(text)) {
      conversation.event(Wire.content(word));
    }
    return this;
  }

  /** The role, the words at an even pace, and the end. Returns at once. */
  void pace(List<byte[]> words, Duration pause, ReceivedRequest request) throws IOException {
    conversation.event(Wire.role());
    List<byte[]> end = ending(request, USAGE).stream().map(Chunked::event).toList();
    conversation.pace(words, end, pause);
  }

  ScriptedStream finishReason(String reason) throws IOException {
    conversation.event(Wire.finish(reason));
    return this;
  }

  void done() throws IOException {
    conversation.event("[DONE]");
    conversation.closeStream();
  }

  void finish(ReceivedRequest request) throws IOException {
    finish(request, USAGE);
  }

  void finish(ReceivedRequest request, String usage) throws IOException {
    for (String event : ending(request, usage)) {
      conversation.event(event);
    }
    conversation.closeStream();
  }

  static List<byte[]> chunks(String text) {
    return split(text).stream().map(Wire::content).map(Chunked::event).toList();
  }

  private static List<String> ending(ReceivedRequest request, String usage) {
    return request.asksForUsage()
        ? List.of(Wire.finish(), Wire.usageChunk(usage), "[DONE]")
        : List.of(Wire.finish(), "[DONE]");
  }

  private static List<String> split(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("(?<= )"));
  }
}
