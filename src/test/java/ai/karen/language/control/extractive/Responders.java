package ai.karen.language.control.extractive;

import ai.karen.language.control.Embedder;
import ai.karen.language.entity.ExtractiveAnswer;
import ai.karen.language.entity.Utterance;
import ai.karen.timing.control.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Puts responders together as the container would. */
final class Responders {
  private Responders() {}

  static ExtractiveResponder with(Embedder embedder) {
    return with(embedder, new TestingTimer(Duration.ZERO));
  }

  static ExtractiveResponder with(Embedder embedder, Timer timer) {
    Meaning meaning = new Meaning(embedder, timer);
    Manual manual = new Manual(embedder, meaning);
    embedder.whenReady(manual::learn);
    return new ExtractiveResponder(
        new Search(new Relevance(meaning)), new Summary(meaning), manual);
  }

  /** User and assistant take turns; the user begins. */
  static ExtractiveAnswer ask(ExtractiveResponder responder, String... messages) {
    List<Utterance> conversation = new ArrayList<>();
    for (String message : messages) {
      conversation.add(new Utterance(conversation.size() % 2 == 0 ? "user" : "assistant", message));
    }
    return responder.answer(conversation);
  }
}
