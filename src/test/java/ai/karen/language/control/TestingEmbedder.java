package ai.karen.language.control;

import ai.karen.language.entity.Embeddings;
import ai.karen.language.entity.Readiness;
import ai.karen.language.entity.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Embeds a text as the words that it has; one token a word. Can be switched off. */
public final class TestingEmbedder implements Embedder {
  private final int dimensions;
  private Readiness readiness = Readiness.ready();
  private int embedded;
  private int pausing = -1;
  private Runnable pause = () -> {};

  public TestingEmbedder() {
    this(64);
  }

  public TestingEmbedder(int dimensions) {
    this.dimensions = dimensions;
  }

  public TestingEmbedder unavailable(String reason) {
    readiness = Readiness.missing(reason);
    return this;
  }

  /** Does something once so many texts are embedded. */
  public void afterText(int number, Runnable action) {
    pausing = number;
    pause = action;
  }

  /** How many texts were embedded so far. */
  public int embedded() {
    return embedded;
  }

  @Override
  public String model() {
    return "testing-embedder";
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public Readiness readiness() {
    return readiness;
  }

  @Override
  public void whenReady(Runnable action) {
    if (readiness.available()) {
      action.run();
    }
  }

  @Override
  public Embeddings embed(List<String> texts) {
    if (!readiness.available()) {
      throw new EmbedderUnavailableException(readiness.reason());
    }
    refuseLong(texts);
    embedded += texts.size();
    if (embedded == pausing) {
      pause.run();
    }
    int tokens = texts.stream().mapToInt(text -> words(text).length).sum();
    return new Embeddings(texts.stream().map(this::vector).toList(), tokens);
  }

  private static void refuseLong(List<String> texts) {
    for (String text : texts) {
      if (words(text).length > 8_192) {
        throw new TextTooLongException(texts.indexOf(text), words(text).length, 8_192);
      }
    }
  }

  private float[] vector(String text) {
    float[] vector = new float[dimensions];
    for (String word : words(text)) {
      vector[Math.floorMod(word.hashCode(), dimensions)] += 1;
    }
    return Vectors.normalised(vector);
  }

  private static String[] words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\P{L}+"))
        .filter(word -> !word.isEmpty())
        .toArray(String[]::new);
  }
}
