package ai.karen.status.control;

import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Looks at the engine once a second, so that {@code since} is right even where nobody asks, and an
 * opening breaker is logged when it opens. Thread-safe.
 */
@ApplicationScoped
public class Heartbeat {
  static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Logger LOG = System.getLogger(Heartbeat.class.getName());

  private final Timer timer;
  private final HealthChecks checks;
  private final SystemStatusReport status;
  private final BreakerLog breakers;
  private volatile boolean stopped;

  /** For the container's client proxy. */
  protected Heartbeat() {
    this(null, null, null, null);
  }

  @Inject
  public Heartbeat(
      Timer timer, HealthChecks checks, SystemStatusReport status, BreakerLog breakers) {
    this.timer = timer;
    this.checks = checks;
    this.status = status;
    this.breakers = breakers;
  }

  void start(@Observes Startup event) {
    beat();
  }

  void stop(@Observes Shutdown event) {
    stopped = true;
  }

  private void beat() {
    if (stopped) {
      return;
    }
    // Scheduled whatever happens: one bad look must not be the last.
    try {
      look();
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "The engine's state could not be looked at", failure);
    } finally {
      timer.schedule(PERIOD, this::beat);
    }
  }

  private void look() {
    // For the time at which it began only: the table is of readiness.
    checks.live();
    status.report(checks.ready());
    breakers.look();
  }
}
