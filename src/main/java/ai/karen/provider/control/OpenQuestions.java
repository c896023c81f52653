package ai.karen.provider.control;

import ai.karen.provider.entity.AttemptEnded;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.QuestionEnded;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The questions whose answers have not ended yet. Thread-safe. */
@ApplicationScoped
public class OpenQuestions {
  private final Set<Cancellation> open = ConcurrentHashMap.newKeySet();

  /** Takes back every call; streams end with an error event that gives the reason. */
  public void cancelAll(ProviderFailure why) {
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
