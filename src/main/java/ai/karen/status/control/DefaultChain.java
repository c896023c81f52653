package ai.karen.status.control;

import ai.karen.configuration.control.Settings;
import ai.karen.provider.control.ProviderStatusReport;
import ai.karen.provider.entity.ProviderStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;

/** The providers of the default chain as they stand now, in its order. Thread-safe. */
@ApplicationScoped
public class DefaultChain {
  private final ProviderStatusReport report;
  private final String name;

  /** For the container's client proxy. */
  protected DefaultChain() {
    this.report = null;
    this.name = null;
  }

  @Inject
  public DefaultChain(ProviderStatusReport report, Settings settings) {
    this.report = report;
    this.name = settings.text("karen.default-chain", "primary");
  }

  public String name() {
    return name;
  }

  /** Those that the operator configured well enough to be asked. */
  public List<ProviderStatus> configured() {
    List<ProviderStatus> providers = report.providers();
    return report.chains().getOrDefault(name, List.of()).stream()
        .map(link -> providerOf(link))
        .distinct()
        .map(id -> find(id, providers))
        .filter(Objects::nonNull)
        .filter(provider -> provider.fault() == null)
        .toList();
  }

  /** Those that would be asked if a question came now. */
  public List<ProviderStatus> usable() {
    return configured().stream().filter(Usability::isUsable).toList();
  }

  private static ProviderStatus find(String id, List<ProviderStatus> providers) {
    return providers.stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
  }

  private static String providerOf(String link) {
    return link.split("/", 2)[0];
  }
}
