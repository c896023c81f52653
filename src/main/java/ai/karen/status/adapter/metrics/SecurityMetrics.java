package ai.karen.status.adapter.metrics;

import ai.karen.audit.entity.SecurityEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Locale;

/** Counts events of security; whom they are about is the audit log's. Thread-safe. */
@ApplicationScoped
public class SecurityMetrics {
  private final Instruments instruments;

  /** For the container's client proxy. */
  protected SecurityMetrics() {
    this(null);
  }

  @Inject
  public SecurityMetrics(Instruments instruments) {
    this.instruments = instruments;
  }

  void count(@Observes SecurityEvent event) {
    String outcome = event.outcome().name().toLowerCase(Locale.ROOT);
    instruments.counter(Figure.SECURITY_EVENTS, event.kind(), outcome).inc();
  }
}
