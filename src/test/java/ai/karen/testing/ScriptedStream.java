package ai.karen.testing;

import java.io.IOException;
import java.time.Duration;

/** A stream of chat chunks, written word by word. */
final class ScriptedStream {
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
    return words(text, Duration.ZERO);
  }

  ScriptedStream words(String text, Duration pause) throws IOException {
    conversation.event(Wire.role());
    return more(text, pause);
  }

  ScriptedStream more(String text) throws IOException {
    return more(text, Duration.ZERO);
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
    finish(request, Wire.usage(Wire.PROMPT_TOKENS, Wire.COMPLETION_TOKENS));
  }

  void finish(ReceivedRequest request, String usage) throws IOException {
    finishReason("stop");
    if (request.asksForUsage()) {
      conversation.event(Wire.usageChunk(usage));
    }
    done();
  }

  private ScriptedStream more(String text, Duration pause) throws IOException {
    for (String word : text.split("(?<= )")) {
      if (!word.isEmpty()) {
        Pause.of(pause);
        conversation.event(Wire.content(word));
      }
    }
    return this;
  }
}
