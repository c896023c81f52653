package ai.karen.provider.control;

import ai.karen.provider.entity.ProviderOutage;
import ai.karen.timing.control.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which models the providers list, asked for in the background by calls that cost nothing, and kept
 * when a provider goes away. Thread-safe.
 */
@ApplicationScoped
public class ModelCatalog {
  static final Duration REFRESH = Duration.ofMinutes(5);
  static final Duration RETRY = Duration.ofSeconds(15);

  /** How long a provider may take to list its models. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long a question with an unknown name waits for the first lists. */
  static final Duration FIRST_LISTS = Duration.ofSeconds(2);

  private final ProviderDirectory directory;
  private final Timer timer;
  private final Map<String, Set<String>> listed = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private volatile boolean closed;

  /** For the container's client proxy. */
  protected ModelCatalog() {
    this(null, null);
  }

  @Inject
  public ModelCatalog(ProviderDirectory directory, Timer timer) {
    this.directory = directory;
    this.timer = timer;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    CompletableFuture.allOf(
            directory.all().stream()
                .filter(known -> known.profile().isConfigured())
                .map(this::refresh)
                .toArray(CompletableFuture[]::new))
        .thenRun(() -> settled.complete(null));
    timer.schedule(FIRST_LISTS, () -> settled.complete(null));
  }

  @PreDestroy
  void close() {
    closed = true;
  }

  /** Completes when each provider was asked once, or after {@link #FIRST_LISTS}; never fails. */
  public CompletionStage<Void> settled() {
    return settled;
  }

  /** Whether this provider's list is known. */
  public boolean isKnown(String provider) {
    return listed.containsKey(provider);
  }

  /** The models of a provider: the default first, then the listed ones. */
  public Set<String> models(KnownProvider known) {
    Set<String> models = new LinkedHashSet<>();
    known.profile().model().ifPresent(models::add);
    models.addAll(listed.getOrDefault(known.id(), Set.of()));
    return models;
  }

  /** What a provider is asked for by a link: the first that it lists, where nobody chose one. */
  public String model(Link link, KnownProvider known) {
    return link.model().or(() -> models(known).stream().findFirst()).orElse("default");
  }

  /** As the other one; of a link whose provider there is not, what it says. */
  public String model(Link link) {
    return directory
        .find(link.provider())
        .map(known -> model(link, known))
        .orElseGet(link::toString);
  }

  /** The first configured provider that lists this name. */
  public Optional<KnownProvider> whoLists(String model) {
    return directory.all().stream()
        .filter(known -> known.profile().isConfigured() && models(known).contains(model))
        .findFirst();
  }

  private CompletableFuture<Void> refresh(KnownProvider known) {
    Cancellation cancellation = new Cancellation();
    Timer.Timeout silence = timer.schedule(PATIENCE, () -> cancellation.cancel(silent()));
    return known
        .provider()
        .models(cancellation)
        .whenComplete((models, failure) -> silence.cancel())
        .handle((models, failure) -> keep(known, models, failure))
        .thenAccept(next -> timer.schedule(next, () -> refreshAgain(known)))
        .toCompletableFuture();
  }

  private void refreshAgain(KnownProvider known) {
    if (!closed) {
      refresh(known);
    }
  }

  private Duration keep(KnownProvider known, List<String> models, Throwable failure) {
    if (failure != null) {
      known.health().probed(Failures.of(failure));
      return RETRY;
    }
    known.health().probed(null);
    listed.put(known.id(), new LinkedHashSet<>(models));
    return REFRESH;
  }

  private static ProviderOutage silent() {
    return ProviderOutage.silent("listed no models within " + PATIENCE.toMillis() + " ms");
  }
}
