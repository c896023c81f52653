package ai.karen.status.adapter.metrics;

import ai.karen.provider.entity.QuestionEnded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Counts questions as they end. Thread-safe. */
@ApplicationScoped
public class QuestionMetrics {
  /** Providers pass on any model name, and each label value costs memory for ever. */
  static final int MOST_MODELS = 200;

  private final Instruments instruments;
  private final BoundedNames models = new BoundedNames(MOST_MODELS);

  /** For the container's client proxy. */
  protected QuestionMetrics() {
    this(null);
  }

  @Inject
  public QuestionMetrics(Instruments instruments) {
    this.instruments = instruments;
  }

  void count(@Observes QuestionEnded question) {
    countRequest(question);
    if (question.resumed()) {
      instruments.counter(Figure.RESUMED, question.chain(), question.outcome()).inc();
    }
    if (question.timeToFirstToken() != null) {
      instruments
          .timer(Figure.FIRST_TOKEN, question.chain(), question.provider())
          .update(question.timeToFirstToken());
    }
    if (question.provider() != null) {
      countAnswer(question);
    }
  }

  private void countRequest(QuestionEnded question) {
    String[] labels = {
      question.chain(), question.outcome(), Boolean.toString(question.streaming())
    };
    instruments.counter(Figure.REQUESTS, labels).inc();
    instruments.timer(Figure.REQUEST_DURATION, labels).update(question.latency());
  }

  private void countAnswer(QuestionEnded question) {
    instruments
        .counter(Figure.ANSWERS, question.chain(), question.provider(), model(question))
        .inc();
    if (question.degraded()) {
      instruments.counter(Figure.FALLBACKS, question.chain(), question.provider()).inc();
    }
  }

  /** Bounded per pair: two providers with a model of one name are two pairs. */
  private String model(QuestionEnded question) {
    String pair = question.provider() + "/" + question.model();
    return models.of(pair).equals(pair) ? question.model() : BoundedNames.OTHER;
  }
}
