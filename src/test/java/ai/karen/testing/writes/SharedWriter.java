package ai.karen.testing.writes;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * One client in a conversation that others continue on another node. Every second answer is
 * streamed. For one thread, and for others when the load is over.
 */
final class SharedWriter {
  private final String name;
  private final String conversation;
  private final Requests requests;
  private final Pace pace;
  private final WriteFigures figures;
  private final ReadBack readBack;
  private final BooleanSupplier alone;
  private final List<Spoken> spoken = new ArrayList<>();

  /**
   * @param alone whether its node sees nothing of what others say
   */
  SharedWriter(
      String name,
      String conversation,
      Requests requests,
      Pace pace,
      WriteFigures figures,
      BooleanSupplier alone) {
    this.name = name;
    this.conversation = conversation;
    this.requests = requests;
    this.pace = pace;
    this.figures = figures;
    this.readBack = new ReadBack(requests, figures);
    this.alone = alone;
  }

  void speakWhile(BooleanSupplier goesOn) {
    while (goesOn.getAsBoolean()) {
      pace.awaitTurn();
      speak();
    }
  }

  List<Spoken> spoken() {
    return spoken;
  }

  private void speak() {
    String content = name + "-m" + spoken.size();
    boolean streaming = spoken.size() % 2 == 1;
    UUID key = UUID.randomUUID();
    Outcome end =
        streaming
            ? requests.stream(conversation, key, content)
            : requests.say(conversation, key, content);
    figures.wrote(streaming ? "stream" : "say", end);
    spoken.add(new Spoken(new Written.Said(content, end.kind()), alone.getAsBoolean()));
    if (end.isAcknowledged()) {
      readBack.messages(conversation, content);
    }
  }

  /**
   * @param alone whether its node saw nothing of what others say until it was answered
   */
  record Spoken(Written.Said said, boolean alone) {
    boolean isAcknowledged() {
      return said.end() == Outcome.Kind.ACKNOWLEDGED;
    }
  }
}
