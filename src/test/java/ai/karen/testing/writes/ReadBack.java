package ai.karen.testing.writes;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;

/** Reads what was acknowledged a moment ago from the node that did. Thread-safe. */
final class ReadBack {
  private final Requests requests;
  private final WriteFigures figures;

  /**
   * @param figures told of what can't be read, or is another
   */
  ReadBack(Requests requests, WriteFigures figures) {
    this.requests = requests;
    this.figures = figures;
  }

  /** A message and its answer. */
  void messages(String id, String content) {
    Kept kept = new KeptByEngine(requests);
    try {
      List<String> contents = kept.messages(id).stream().map(Kept.Message::content).toList();
      figures.count("read back");
      if (!contents.contains(content) || !contents.contains(EchoingProvider.answerTo(content))) {
        figures.unreadable(content + " not among " + contents);
      }
    } catch (Kept.Unreadable failure) {
      tell(content, failure.outcome());
    }
  }

  void conversation(Written conversation, String what, Predicate<JsonObject> expected) {
    Outcome read = requests.get(conversation.id);
    figures.count("read back");
    if (!read.isAcknowledged()) {
      tell(conversation.name + " " + what, read);
    } else if (!expected.test(read.body())) {
      figures.unreadable(conversation.name + " " + what + ": " + read.body());
    }
  }

  private void tell(String what, Outcome read) {
    if (read.kind() != Outcome.Kind.UNKNOWN) {
      figures.unreadable(what + ": " + read.status() + " " + read.body());
    }
  }
}
