package ai.karen.language.adapter.djl;

import ai.karen.configuration.control.Settings;
import ai.karen.language.control.Embedder;
import ai.karen.language.control.EmbedderUnavailableException;
import ai.karen.language.entity.Embeddings;
import ai.karen.language.entity.Readiness;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The embedder that loads behind the application's start. Names no type of DJL's, in no signature
 * either: the container looks at every method when it scans.
 */
@ApplicationScoped
public class BackgroundEmbedder implements Embedder {
  static final String MODEL = "all-minilm-l6-v2";
  static final int DIMENSIONS = 384;

  private final Callable<LoadedEmbedder> loader;
  private final CompletableFuture<LoadedEmbedder> loaded = new CompletableFuture<>();

  /** For the container's client proxy. */
  protected BackgroundEmbedder() {
    this((Callable<LoadedEmbedder>) null);
  }

  @Inject
  public BackgroundEmbedder(Settings settings) {
    this(() -> DjlEmbedder.load(Path.of(settings.text("karen.data.dir", "data"))));
  }

  BackgroundEmbedder(Callable<LoadedEmbedder> loader) {
    this.loader = loader;
  }

  void onStart(@Observes @Initialized(ApplicationScoped.class) Object start) {
    start(task -> BackgroundThread.start("karen-embedder-loader", task));
  }

  void start(Executor executor) {
    executor.execute(this::load);
  }

  @Override
  public String model() {
    return MODEL;
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public Readiness readiness() {
    if (!loaded.isDone()) {
      return Readiness.missing("The embedding model is loading.");
    }
    return loaded.handle((embedder, failure) -> LoadingFailure.readiness(failure)).join();
  }

  @Override
  public void whenReady(Runnable action) {
    loaded.thenRun(action);
  }

  @Override
  public Embeddings embed(List<String> texts) {
    Readiness readiness = readiness();
    if (!readiness.available()) {
      throw new EmbedderUnavailableException(readiness.reason());
    }
    return loaded.join().embed(texts);
  }

  @PreDestroy
  void close() {
    loaded.thenAccept(LoadedEmbedder::close);
  }

  private void load() {
    try {
      loaded.complete(loader.call());
    } catch (Exception | LinkageError | OutOfMemoryError failure) {
      LoadingFailure.log(failure);
      loaded.completeExceptionally(failure);
    }
  }
}
