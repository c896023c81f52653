package ai.karen.language.adapter.djl;

import ai.karen.language.control.Embedder;
import java.nio.file.Path;

/** The real model, loaded once for all tests of a JVM. */
public final class RealEmbedder {
  private static final BackgroundEmbedder EMBEDDER =
      new BackgroundEmbedder(() -> DjlEmbedder.load(Path.of("target", "embedder-data")));

  static {
    EMBEDDER.start(Runnable::run);
  }

  private RealEmbedder() {}

  public static Embedder get() {
    return EMBEDDER;
  }
}
