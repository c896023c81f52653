package ai.karen.status.control;

import ai.karen.health.entity.Condition;
import ai.karen.provider.control.Provider;
import ai.karen.provider.control.ProviderStatusReport;
import ai.karen.provider.entity.ProviderStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the configured providers can be reached, by their live calls. Thread-safe. */
@ApplicationScoped
public class ConnectionHealth {
  private final ProviderStatusReport report;

  /** For the container's client proxy. */
  protected ConnectionHealth() {
    this(null);
  }

  @Inject
  public ConnectionHealth(ProviderStatusReport report) {
    this.report = report;
  }

  /** Whether there is any connection to speak of. */
  public boolean isKnown() {
    return !configured().isEmpty();
  }

  public Condition condition() {
    List<ProviderStatus> configured = configured();
    List<ProviderStatus> unusable =
        configured.stream().filter(provider -> !Usability.isUsable(provider)).toList();
    if (unusable.isEmpty()) {
      return Condition.primary();
    }
    return unusable.size() == configured.size()
        ? Condition.failed(reasons(unusable))
        : Condition.fallback("partial", reasons(unusable));
  }

  private List<ProviderStatus> configured() {
    return report.providers().stream()
        .filter(provider -> provider.fault() == null)
        .filter(provider -> !provider.id().equals(Provider.LAST_RESORT))
        .toList();
  }

  private static String reasons(List<ProviderStatus> unusable) {
    return unusable.stream()
        .map(provider -> provider.id() + " " + Usability.whyNot(provider))
        .collect(Collectors.joining("; ", "", "."));
  }
}
