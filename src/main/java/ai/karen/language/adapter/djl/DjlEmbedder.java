package ai.karen.language.adapter.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.karen.language.control.TextTooLongException;
import ai.karen.language.entity.Embeddings;
import ai.karen.language.entity.Vectors;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The model and its tokenizer in memory. Thread-safe. */
final class DjlEmbedder implements LoadedEmbedder {
  /** Texts beyond this many tokens are refused, as hosted embedding models do. */
  static final int LONGEST_TEXT = 8_192;

  private final Model model;
  private final Windows windows;
  private final Predictors predictors;

  private DjlEmbedder(Model model, Windows windows, Predictors predictors) {
    this.model = model;
    this.windows = windows;
    this.predictors = predictors;
  }

  /**
   * Loads everything; takes a second or so.
   *
   * @param dataFolder where native libraries are unpacked
   */
  static LoadedEmbedder load(Path dataFolder) throws Exception {
    NativeLibraries.keepIn(dataFolder.resolve("native"));
    Model model = Engine.getEngine("OnnxRuntime").newModel(BackgroundEmbedder.MODEL, Device.cpu());
    try (InputStream weights = ModelFiles.weights()) {
      // One thread a predictor: parallel work comes from parallel callers.
      model.load(weights, Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1"));
    }
    int cores = Runtime.getRuntime().availableProcessors();
    return new DjlEmbedder(model, Windows.load(), new Predictors(model, cores));
  }

  @Override
  public Embeddings embed(List<String> texts) {
    List<float[]> vectors = new ArrayList<>(texts.size());
    int tokens = 0;
    for (String text : texts) {
      List<Encoding> read = windows.of(text);
      int length = Windows.tokens(read);
      refuseTooLong(vectors.size(), length);
      vectors.add(vector(read));
      tokens += length;
    }
    return new Embeddings(vectors, tokens);
  }

  @Override
  public void close() {
    predictors.close();
    windows.close();
    model.close();
  }

  private static void refuseTooLong(int index, int tokens) {
    if (tokens > LONGEST_TEXT) {
      throw new TextTooLongException(index, tokens, LONGEST_TEXT);
    }
  }

  private float[] vector(List<Encoding> read) {
    if (read.size() == 1) {
      return predictors.vector(read.get(0));
    }
    float[] sum = new float[BackgroundEmbedder.DIMENSIONS];
    for (Encoding window : read) {
      Vectors.add(sum, predictors.vector(window), window.getIds().length);
    }
    return Vectors.normalised(sum);
  }
}
