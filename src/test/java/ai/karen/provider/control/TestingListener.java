package ai.karen.provider.control;

import ai.karen.provider.entity.AttemptEnded;
import ai.karen.provider.entity.QuestionEnded;
import java.util.ArrayList;
import java.util.List;

/** Remembers what chains told. */
final class TestingListener implements ChainListener {
  final List<AttemptEnded> attempts = new ArrayList<>();
  final List<QuestionEnded> questions = new ArrayList<>();

  @Override
  public void attemptEnded(AttemptEnded event) {
    attempts.add(event);
  }

  @Override
  public void questionEnded(QuestionEnded event) {
    questions.add(event);
  }

  List<String> outcomes() {
    return attempts.stream().map(event -> event.provider() + ": " + event.outcome()).toList();
  }

  /** The one question's end. */
  QuestionEnded question() {
    if (questions.size() != 1) {
      throw new AssertionError(questions);
    }
    return questions.get(0);
  }
}
