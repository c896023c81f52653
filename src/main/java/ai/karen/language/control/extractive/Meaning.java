package ai.karen.language.control.extractive;

import ai.karen.language.control.Embedder;
import ai.karen.language.control.EmbedderUnavailableException;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Vectors by meaning, as many as there is time for. The last resort answers when everything else is
 * down and everybody asks at once; then words have to do for most. Thread-safe.
 */
@ApplicationScoped
public class Meaning {
  /** The most texts of one question that are embedded. */
  static final int MOST_TEXTS = 96;

  static final Duration TIME = Duration.ofMillis(500);
  private static final int SLICE = 4;

  private final Embedder embedder;
  private final Timer timer;
  private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors());

  /** For the container's client proxy. */
  protected Meaning() {
    this(null, null);
  }

  @Inject
  public Meaning(Embedder embedder, Timer timer) {
    this.embedder = embedder;
    this.timer = timer;
  }

  /**
   * Embeds the first texts, up to the limits of number and time.
   *
   * @return a vector for each of the first texts; empty when nothing can be embedded now
   */
  List<float[]> vectors(List<String> texts) {
    if (!embedder.readiness().available() || !turns.tryAcquire()) {
      return List.of();
    }
    try {
      return embedded(texts.subList(0, Math.min(texts.size(), MOST_TEXTS)));
    } catch (EmbedderUnavailableException stopped) {
      return List.of();
    } finally {
      turns.release();
    }
  }

  private List<float[]> embedded(List<String> texts) {
    long end = timer.nanoTime() + TIME.toNanos();
    List<float[]> vectors = new ArrayList<>(texts.size());
    while (vectors.size() < texts.size() && timer.nanoTime() - end < 0) {
      int next = Math.min(vectors.size() + SLICE, texts.size());
      vectors.addAll(embedder.embed(texts.subList(vectors.size(), next)).vectors());
    }
    return vectors;
  }
}
