package ai.karen.chat.control;

import ai.karen.provider.control.KnownProvider;
import ai.karen.provider.control.ProviderDirectory;
import ai.karen.provider.control.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * How many tokens may be asked with: the largest context among the route's configured providers,
 * less a reserve for the answer of a quarter, at most 4,096. A chain sorts out by itself whose
 * context is too small. Thread-safe.
 */
@ApplicationScoped
public class ContextBudget {
  /** Where some provider's context is not known. */
  static final int UNLIMITED = Integer.MAX_VALUE;

  private static final int LARGEST_RESERVE = 4_096;

  private final ProviderDirectory directory;

  /** For the container's client proxy. */
  protected ContextBudget() {
    this(null);
  }

  @Inject
  public ContextBudget(ProviderDirectory directory) {
    this.directory = directory;
  }

  int of(Route route) {
    int largest =
        route.links().stream()
            .flatMap(link -> directory.find(link.provider()).stream())
            .map(KnownProvider::profile)
            .filter(profile -> profile.isConfigured())
            .mapToInt(profile -> profile.context())
            .max()
            .orElse(UNLIMITED);
    return largest == UNLIMITED ? UNLIMITED : withoutReserve(largest);
  }

  static int withoutReserve(int context) {
    return context - Math.min(LARGEST_RESERVE, context / 4);
  }
}
