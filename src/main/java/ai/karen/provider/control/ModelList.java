package ai.karen.provider.control;

import ai.karen.language.control.LocalEmbeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All names that can be asked for: chains, the models of every configured provider, and the
 * engine's own embedding model.
 */
@ApplicationScoped
public class ModelList {
  private static final String OWN = "karen";
  private static final String LOCAL = "local";

  private final Chains chains;
  private final ProviderDirectory directory;
  private final ModelCatalog catalog;
  private final LocalEmbeddings embeddings;
  private final Instant start;

  /** For the container's client proxy. */
  protected ModelList() {
    chains = null;
    directory = null;
    catalog = null;
    embeddings = null;
    start = null;
  }

  @Inject
  public ModelList(
      Chains chains,
      ProviderDirectory directory,
      ModelCatalog catalog,
      LocalEmbeddings embeddings,
      Clock clock) {
    this.chains = chains;
    this.directory = directory;
    this.catalog = catalog;
    this.embeddings = embeddings;
    this.start = clock.instant();
  }

  public Collection<ListedModel> all() {
    Map<String, ListedModel> models = new LinkedHashMap<>();
    chains.all().keySet().forEach(name -> models.put(name, new ListedModel(name, OWN, start)));
    directory.all().stream()
        .filter(known -> known.profile().isConfigured())
        .forEach(known -> addModels(known, models));
    models.putIfAbsent(embeddings.model(), new ListedModel(embeddings.model(), LOCAL, start));
    return models.values();
  }

  /** By its listed name, or as {@code provider/model}. */
  public Optional<ListedModel> find(String id) {
    return all().stream()
        .filter(model -> model.id().equals(id) || (model.owner() + "/" + model.id()).equals(id))
        .findFirst();
  }

  /** A name that another has listed before is only reached with its provider's name in front. */
  private void addModels(KnownProvider known, Map<String, ListedModel> models) {
    for (String model : catalog.models(known)) {
      String id = models.containsKey(model) ? known.id() + "/" + model : model;
      models.put(id, new ListedModel(id, known.id(), start));
    }
  }
}
