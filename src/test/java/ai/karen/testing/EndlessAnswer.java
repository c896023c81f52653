package ai.karen.testing;

import java.io.IOException;
import java.time.Duration;

/** An answer that goes on word by word until a test has seen enough of it. Thread-safe. */
public final class EndlessAnswer implements Behaviour {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final StringBuffer said = new StringBuffer();
  private volatile boolean enough;

  @Override
  public void respond(ReceivedRequest request, Conversation conversation) throws IOException {
    ScriptedStream stream = ScriptedStream.open(conversation).words("");
    for (int number = 1; !enough; number++) {
      String word = "word" + number + " ";
      said.append(word);
      stream.more(word);
      conversation.pause(PAUSE);
    }
    stream.finish(request);
  }

  /** The next word is not said any more, and the stream ends in due form. */
  public void end() {
    enough = true;
  }

  /** What was said so far; a word is counted before it is on its way. */
  public String text() {
    return said.toString();
  }
}
