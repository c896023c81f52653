package ai.karen.status.control;

import ai.karen.provider.entity.AttemptEnded;
import ai.karen.provider.entity.FailureKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

/**
 * Why another than the first provider answered: a line for each call that failed, and a warning
 * where the operator must act. The provider's own words stay out: they may quote a key.
 * Thread-safe.
 */
@ApplicationScoped
public class AttemptLog {
  private static final Logger LOG = System.getLogger(AttemptLog.class.getName());
  private static final Map<String, String> ADVICE =
      Map.of(
          FailureKind.MISCONFIGURED.word(),
          "is misconfigured: it refuses the key or the address; /system/status has its own words",
          FailureKind.EXHAUSTED.word(),
          "is exhausted: it says that the account is out of credit");

  private final OncePerMinute limit;

  /** For the container's client proxy. */
  protected AttemptLog() {
    this(null);
  }

  @Inject
  public AttemptLog(OncePerMinute limit) {
    this.limit = limit;
  }

  void log(@Observes AttemptEnded attempt) {
    if (attempt.outcome().equals("ok")) {
      return;
    }
    LOG.log(Level.INFO, () -> line(attempt));
    String advice = ADVICE.get(attempt.outcome());
    if (advice != null && limit.allows(attempt.outcome() + " " + attempt.provider())) {
      LOG.log(Level.WARNING, "Provider {0} {1}", LogText.of(attempt.provider()), advice);
    }
  }

  static String line(AttemptEnded attempt) {
    return "request="
        + LogText.of(attempt.requestId())
        + " chain="
        + LogText.of(attempt.chain())
        + " provider="
        + LogText.of(attempt.provider())
        + " model="
        + LogText.of(attempt.model())
        + " failed="
        + LogText.of(attempt.outcome())
        + " after_ms="
        + attempt.latency().toMillis();
  }
}
