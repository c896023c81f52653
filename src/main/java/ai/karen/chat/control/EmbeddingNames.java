package ai.karen.chat.control;

import ai.karen.language.control.LocalEmbeddings;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.Chains;
import ai.karen.provider.control.KnownProvider;
import ai.karen.provider.control.Link;
import ai.karen.provider.control.ModelCatalog;
import ai.karen.provider.control.ModelNames;
import ai.karen.provider.control.ProviderDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds which model embeds. A name that no provider lists is answered by the engine's own model
 * only when that is certain: while a provider's list is not known, the name might be that
 * provider's, and an index must not get vectors of two models. Thread-safe.
 */
@ApplicationScoped
public class EmbeddingNames {

  /**
   * Who embeds.
   *
   * @param provider null for the engine's own model
   * @param model the provider's model; null for the engine's own
   * @param substituted whether the engine's own model stands in for a name that nobody lists
   */
  public record Target(KnownProvider provider, String model, boolean substituted) {
    static final Target OWN = new Target(null, null, false);

    public boolean isOwn() {
      return provider == null;
    }
  }

  private final LocalEmbeddings local;
  private final ProviderDirectory directory;
  private final ModelCatalog catalog;
  private final ModelNames names;
  private final Chains chains;

  /** For the container's client proxy. */
  protected EmbeddingNames() {
    local = null;
    directory = null;
    catalog = null;
    names = null;
    chains = null;
  }

  @Inject
  public EmbeddingNames(
      LocalEmbeddings local,
      ProviderDirectory directory,
      ModelCatalog catalog,
      ModelNames names,
      Chains chains) {
    this.local = local;
    this.directory = directory;
    this.catalog = catalog;
    this.names = names;
    this.chains = chains;
  }

  /**
   * @throws ProblemException 404 for a name that leads nowhere, 503 while that can't be known
   */
  public Target find(String name) {
    if (isOwn(name)) {
      return Target.OWN;
    }
    return catalog
        .whoLists(name)
        .map(known -> new Target(known, name, false))
        .or(() -> prefixed(name))
        .orElseGet(() -> unknown(name));
  }

  private boolean isOwn(String name) {
    return name.equalsIgnoreCase(local.model())
        || name.equalsIgnoreCase("local/" + local.model())
        || chains.find(name).isPresent();
  }

  private Optional<Target> prefixed(String name) {
    Link link = Link.parse(name);
    return link.model()
        .filter(model -> !model.isBlank())
        .flatMap(
            model -> directory.find(link.provider()).map(known -> new Target(known, model, false)));
  }

  private Target unknown(String name) {
    if (!names.maySubstitute(name)) {
      throw new ProblemException(names.notFound(name));
    }
    directory.all().stream()
        .filter(known -> known.profile().isConfigured() && mayListIt(known))
        .findFirst()
        .ifPresent(known -> refuse(name, known));
    return new Target(null, null, true);
  }

  /** Ollama counts only once it was there: it is configured on every machine, by its default. */
  private boolean mayListIt(KnownProvider known) {
    return !catalog.isKnown(known.id()) && !known.id().equals("ollama");
  }

  private static void refuse(String name, KnownProvider known) {
    String sentence =
        "Whether the provider '%s' has the model '%s' is not known yet; another model must not embed"
            + " in its place";
    throw new ProblemException(
        Problem.unavailable(
            "models_unknown", sentence.formatted(known.id(), name), Duration.ofSeconds(5)));
  }
}
