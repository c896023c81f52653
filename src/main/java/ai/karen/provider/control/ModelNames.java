package ai.karen.provider.control;

import ai.karen.configuration.control.Settings;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds where a model name leads, in this order: a chain; a name that a provider lists; {@code
 * provider/model}; any other bare name is answered by the default chain with its own models.
 * Thread-safe.
 */
@ApplicationScoped
public class ModelNames {
  private final Chains chains;
  private final ProviderDirectory directory;
  private final ModelCatalog catalog;
  private final boolean substitutes;

  /** For the container's client proxy. */
  protected ModelNames() {
    chains = null;
    directory = null;
    catalog = null;
    substitutes = false;
  }

  @Inject
  public ModelNames(
      Chains chains, ProviderDirectory directory, ModelCatalog catalog, Settings settings) {
    this.chains = chains;
    this.directory = directory;
    this.catalog = catalog;
    this.substitutes =
        settings
            .choice("karen.models.unknown", "substitute", List.of("substitute", "reject"))
            .equals("substitute");
  }

  /** Lets the container make this at the start, so that unusable settings are named by then. */
  void beThere(@Observes Startup event) {}

  /**
   * @return fails with a {@link ProblemException} when the name leads nowhere; a name that is not
   *     known waits for the providers' first lists
   */
  public CompletionStage<Route> resolve(String name) {
    return known(name)
        .<CompletionStage<Route>>map(CompletableFuture::completedFuture)
        .orElseGet(
            () -> catalog.settled().thenApply(lists -> known(name).orElseGet(() -> unknown(name))));
  }

  private Optional<Route> known(String name) {
    return chain(name).or(() -> listed(name)).or(() -> prefixed(name));
  }

  private Optional<Route> chain(String name) {
    return chains.find(name).map(links -> new Route(name, links, false));
  }

  private Optional<Route> listed(String name) {
    return catalog.whoLists(name).map(known -> startingAt(known.id(), name));
  }

  private Optional<Route> prefixed(String name) {
    Link link = Link.parse(name);
    return link.model()
        .filter(model -> !model.isBlank() && directory.find(link.provider()).isPresent())
        .map(model -> startingAt(link.provider(), model));
  }

  private Route startingAt(String provider, String model) {
    List<Link> links = new ArrayList<>();
    links.add(Link.named(provider, model));
    links.addAll(chains.after(provider));
    return new Route(chains.defaultName(), links, false);
  }

  private Route unknown(String name) {
    if (maySubstitute(name)) {
      return new Route(chains.defaultName(), chains.all().get(chains.defaultName()), true);
    }
    throw new ProblemException(notFound(name));
  }

  /** Whether an unknown name may be answered all the same; one with a prefix never is. */
  public boolean maySubstitute(String name) {
    return substitutes && name.indexOf('/') < 0;
  }

  /** The refusal of a name that leads nowhere. */
  public Problem notFound(String name) {
    List<String> nearest = new NearestNames(allNames()).to(name);
    String message =
        "The model '%s' does not exist here. Nearest names: %s. GET /v1/models lists all."
            .formatted(shortened(name), String.join(", ", nearest));
    return Problem.invalid(404, "model_not_found", message, "model");
  }

  private List<String> allNames() {
    List<String> names = new ArrayList<>(chains.all().keySet());
    for (KnownProvider known : directory.all()) {
      if (known.profile().isConfigured()) {
        catalog.models(known).forEach(model -> names.add(known.id() + "/" + model));
      }
    }
    return names;
  }

  private static String shortened(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100) + "…";
  }
}
