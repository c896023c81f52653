package ai.karen.status.control;

import ai.karen.provider.entity.QuestionEnded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** One line per question: who answered, and how it came. Never what was said. Thread-safe. */
@ApplicationScoped
public class QuestionLog {
  private static final Logger LOG = System.getLogger(QuestionLog.class.getName());

  void log(@Observes QuestionEnded question) {
    if (LOG.isLoggable(Level.INFO)) {
      LOG.log(Level.INFO, line(question));
    }
  }

  static String line(QuestionEnded question) {
    return "request="
        + LogText.of(question.requestId())
        + " chain="
        + LogText.of(question.chain())
        + " provider="
        + LogText.of(question.provider())
        + " model="
        + LogText.of(question.model())
        + " outcome="
        + LogText.of(question.outcome())
        + " attempts="
        + question.attempts()
        + " degraded="
        + question.degraded()
        + " resumed="
        + question.resumed()
        + " streaming="
        + question.streaming()
        + " latency_ms="
        + millis(question.latency())
        + " first_token_ms="
        + millis(question.timeToFirstToken());
  }

  private static String millis(Duration duration) {
    return duration == null ? "-" : Long.toString(duration.toMillis());
  }
}
