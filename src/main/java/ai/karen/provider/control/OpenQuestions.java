package ai.karen.provider.control;

import ai.karen.provider.entity.AttemptEnded;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderRefusal;
import ai.karen.provider.entity.QuestionEnded;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The questions whose answers have not ended yet. Thread-safe. */
@ApplicationScoped
public class OpenQuestions {
  private final Set<Cancellation> open = ConcurrentHashMap.newKeySet();

  /** The engine ends: takes back every call, so that streams end with an error event. */
  public void shutDown() {
    ProviderRefusal why =
        new ProviderRefusal(
            FailureKind.CANCELLED, 0, "shutting_down", "the engine is shutting down", null);
    open.forEach(cancellation -> cancellation.cancel(why));
  }

  int count() {
    return open.size();
  }

  /** The same listener, but a question that has ended is no longer open. */
  ChainListener watching(Question question, ChainListener listener) {
    open.add(question.cancellation());
    return new ChainListener() {
      @Override
      public void attemptEnded(AttemptEnded attempt) {
        listener.attemptEnded(attempt);
      }

      @Override
      public void questionEnded(QuestionEnded ended) {
        forget(question);
        listener.questionEnded(ended);
      }
    };
  }

  /** For a question that ended without a word. */
  void forget(Question question) {
    open.remove(question.cancellation());
  }
}
