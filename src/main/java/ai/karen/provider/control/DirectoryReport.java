package ai.karen.provider.control;

import ai.karen.provider.entity.ProviderStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports what the directory knows. */
@ApplicationScoped
public class DirectoryReport implements ProviderStatusReport {
  private final ProviderDirectory directory;
  private final Chains chains;

  /** For the container's client proxy. */
  protected DirectoryReport() {
    this(null, null);
  }

  @Inject
  public DirectoryReport(ProviderDirectory directory, Chains chains) {
    this.directory = directory;
    this.chains = chains;
  }

  @Override
  public List<ProviderStatus> providers() {
    return directory.all().stream().map(known -> known.health().status()).toList();
  }

  @Override
  public Map<String, List<String>> chains() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    chains
        .all()
        .forEach((name, links) -> names.put(name, links.stream().map(Link::toString).toList()));
    return names;
  }
}
