package ai.karen.provider.control;

import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All providers with what is known of each. Thread-safe. */
@ApplicationScoped
public class ProviderDirectory {
  /**
   * The order in which providers are listed; extras come after the vendors, the last resort last.
   */
  private static final List<String> ORDER =
      List.of("openai", "gemini", "deepseek", "local", "ollama");

  private final Map<String, KnownProvider> providers = new LinkedHashMap<>();

  /** For the container's client proxy. */
  protected ProviderDirectory() {}

  @Inject
  public ProviderDirectory(
      Instance<Provider> vendors, Instance<ProviderSource> sources, Timer timer, Clock clock) {
    this(
        Stream.concat(
                vendors.stream(), sources.stream().flatMap(source -> source.providers().stream()))
            .toList(),
        timer,
        clock);
  }

  public ProviderDirectory(List<Provider> all, Timer timer, Clock clock) {
    all.stream()
        .sorted((one, other) -> Integer.compare(place(one.id()), place(other.id())))
        .forEach(provider -> providers.put(provider.id(), know(provider, timer, clock)));
  }

  public Optional<KnownProvider> find(String id) {
    return Optional.ofNullable(providers.get(id));
  }

  public Collection<KnownProvider> all() {
    return providers.values();
  }

  public List<String> ids() {
    return List.copyOf(providers.keySet());
  }

  private static KnownProvider know(Provider provider, Timer timer, Clock clock) {
    return new KnownProvider(provider, new ProviderHealth(provider.profile(), timer, clock));
  }

  private static int place(String id) {
    if (id.equals(Provider.LAST_RESORT)) {
      return Integer.MAX_VALUE;
    }
    int place = ORDER.indexOf(id);
    return place < 0 ? ORDER.size() : place;
  }
}
