package ai.karen.recall.control;

import ai.karen.account.control.DeploymentSecret;
import ai.karen.account.entity.Caller;
import ai.karen.chat.control.KeptAnswers;
import ai.karen.chat.entity.ChatRequest;
import ai.karen.chat.entity.KeptAnswer;
import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.provider.control.ModelCatalog;
import ai.karen.provider.control.ModelNames;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.control.StoreThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps answers in the nodes' shared memory. Thread-safe; waits on {@link StoreThreads} only. */
@ApplicationScoped
public class Recall implements KeptAnswers {
  private static final String LIFE = "karen.cache.answers";
  private static final String KEYS = "karen.cache.keys";

  private final SharedMemory memory;
  private final StoreThreads threads;
  private final ModelNames names;
  private final ModelCatalog catalog;
  private final DeploymentSecret deployment;
  private final Duration life;
  private final List<String> keys;

  /** For the container's client proxy. */
  protected Recall() {
    this.memory = null;
    this.threads = null;
    this.names = null;
    this.catalog = null;
    this.deployment = null;
    this.life = null;
    this.keys = List.of();
  }

  @Inject
  public Recall(
      Settings settings,
      SharedMemory memory,
      StoreThreads threads,
      ModelNames names,
      ModelCatalog catalog,
      DeploymentSecret deployment) {
    this.memory = memory;
    this.threads = threads;
    this.names = names;
    this.catalog = catalog;
    this.deployment = deployment;
    this.life = life(settings);
    this.keys = settings.list(KEYS, "");
  }

  @Override
  public boolean areKept() {
    return life != null;
  }

  @Override
  public boolean areKeptFor(Caller caller) {
    return areKept() && (keys.isEmpty() || keys.contains(caller.keyId()));
  }

  @Override
  public CompletionStage<Optional<Place>> place(Caller caller, ChatRequest request) {
    if (!Repeatable.is(request)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return names
        .resolve(request.model())
        .thenApply(route -> PlaceName.of(deployment, caller, route, catalog::model, request.body()))
        .<Optional<Place>>thenApply(name -> Optional.of(new Shelf(name)))
        .exceptionally(leadsNowhere -> Optional.empty());
  }

  /** Null where answers are not kept. */
  private static Duration life(Settings settings) {
    Duration given = settings.duration(LIFE, null);
    if (given != null && given.compareTo(SharedMemory.LONGEST_LIFE) > 0) {
      String expected = "a duration of at most " + SharedMemory.LONGEST_LIFE;
      settings.report(new SettingProblem(LIFE, given.toString(), expected));
      return null;
    }
    return given;
  }

  private final class Shelf implements Place {
    private final String name;

    private Shelf(String name) {
      this.name = name;
    }

    @Override
    public CompletionStage<Optional<KeptAnswer>> find() {
      return threads
          .supply(() -> memory.get(name).flatMap(Writing::read))
          .exceptionally(failure -> Optional.empty());
    }

    @Override
    public void keep(KeptAnswer answer) {
      String text = Writing.of(answer);
      if (text.length() <= SharedMemory.LARGEST_VALUE) {
        // Where too many wait for the stores, it is not kept.
        threads.supply(() -> put(text));
      }
    }

    private Void put(String text) {
      memory.put(name, text, life);
      return null;
    }
  }
}
