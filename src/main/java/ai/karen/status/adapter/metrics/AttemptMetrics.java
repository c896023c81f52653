package ai.karen.status.adapter.metrics;

import ai.karen.provider.entity.AttemptEnded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Counts calls to providers as they end. Thread-safe. */
@ApplicationScoped
public class AttemptMetrics {
  private final Instruments instruments;

  /** For the container's client proxy. */
  protected AttemptMetrics() {
    this(null);
  }

  @Inject
  public AttemptMetrics(Instruments instruments) {
    this.instruments = instruments;
  }

  void count(@Observes AttemptEnded attempt) {
    String[] labels = {attempt.provider(), attempt.outcome()};
    instruments.counter(Figure.ATTEMPTS, labels).inc();
    instruments.timer(Figure.ATTEMPT_DURATION, labels).update(attempt.latency());
    if (attempt.timeToFirstToken() != null) {
      instruments
          .timer(Figure.PROVIDER_FIRST_TOKEN, attempt.provider())
          .update(attempt.timeToFirstToken());
    }
    countTokens(attempt, "prompt", attempt.usage().promptTokens());
    countTokens(attempt, "completion", attempt.usage().completionTokens());
    if (attempt.malformed() > 0) {
      instruments.counter(Figure.MALFORMED, attempt.provider()).inc(attempt.malformed());
    }
  }

  private void countTokens(AttemptEnded attempt, String direction, long tokens) {
    if (tokens > 0) {
      instruments
          .counter(Figure.TOKENS, attempt.provider(), attempt.chain(), direction)
          .inc(tokens);
    }
  }
}
