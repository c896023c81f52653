package ai.karen.status.control;

import ai.karen.provider.control.ProviderStatusReport;
import ai.karen.provider.entity.BreakerState;
import ai.karen.provider.entity.ProviderStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Warns when a provider's breaker opens, and tells when it closes again. Thread-safe. */
@ApplicationScoped
public class BreakerLog {
  private static final Logger LOG = System.getLogger(BreakerLog.class.getName());

  private final ProviderStatusReport report;
  private final OncePerMinute limit;
  private final Map<String, BreakerState> seen = new ConcurrentHashMap<>();

  /** For the container's client proxy. */
  protected BreakerLog() {
    this(null, null);
  }

  @Inject
  public BreakerLog(ProviderStatusReport report, OncePerMinute limit) {
    this.report = report;
    this.limit = limit;
  }

  /** Compares with the last look. */
  public void look() {
    report.providers().forEach(this::compare);
  }

  private void compare(ProviderStatus provider) {
    BreakerState before = seen.put(provider.id(), provider.breaker());
    if (provider.breaker() == before) {
      return;
    }
    if (provider.breaker() == BreakerState.OPEN) {
      warn(provider);
    } else if (provider.breaker() == BreakerState.CLOSED && before != null) {
      LOG.log(Level.INFO, "The circuit breaker of provider {0} has closed", provider.id());
    }
  }

  private void warn(ProviderStatus provider) {
    if (limit.allows("breaker " + provider.id())) {
      LOG.log(
          Level.WARNING,
          "The circuit breaker of provider {0} has opened; its last outcome was {1}",
          provider.id(),
          provider.lastOutcome());
    }
  }
}
