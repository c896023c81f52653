package ai.karen.status.control;

import ai.karen.configuration.control.Settings;
import ai.karen.health.entity.Condition;
import ai.karen.provider.control.Provider;
import ai.karen.provider.control.ProviderStatusReport;
import ai.karen.provider.entity.ProviderStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Whether the configured providers can be reached, by their live calls. Thread-safe. */
@ApplicationScoped
public class ConnectionHealth {
  private static final String OLLAMA = "ollama";
  private static final List<String> OLLAMA_ADDRESSES =
      List.of("OLLAMA_HOST", "karen.providers.ollama.base-url");

  private final ProviderStatusReport report;
  private final Settings settings;

  /** For the container's client proxy. */
  protected ConnectionHealth() {
    this(null, null);
  }

  @Inject
  public ConnectionHealth(ProviderStatusReport report, Settings settings) {
    this.report = report;
    this.settings = settings;
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
        ? Condition.failed(Usability.reasons(unusable))
        : Condition.fallback("partial", Usability.reasons(unusable));
  }

  private List<ProviderStatus> configured() {
    return report.providers().stream()
        .filter(provider -> provider.fault() == null)
        .filter(provider -> !provider.id().equals(Provider.LAST_RESORT))
        .filter(this::isMeant)
        .toList();
  }

  /**
   * Ollama is configured on every machine, by its default: unless the operator says where it is, it
   * counts only once it was there.
   */
  private boolean isMeant(ProviderStatus provider) {
    return !provider.id().equals(OLLAMA)
        || !Usability.hasNeverAnswered(provider)
        || OLLAMA_ADDRESSES.stream().anyMatch(key -> settings.text(key).isPresent());
  }
}
