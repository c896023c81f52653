package ai.karen.language.adapter.djl;

import ai.djl.Model;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;

/**
 * One predictor a core, lent for one window at a time. The queue is fair, so that a request with
 * thousands of texts and one with a single text take turns. Thread-safe.
 */
final class Predictors {
  private final BlockingQueue<Predictor<Encoding, float[]>> idle;

  Predictors(Model model, int count) {
    idle = new ArrayBlockingQueue<>(count, true);
    for (int i = 0; i < count; i++) {
      idle.add(model.newPredictor(new MeanPooling()));
    }
  }

  /** The window's vector, of unit length. */
  float[] vector(Encoding window) {
    Predictor<Encoding, float[]> predictor = borrow();
    try {
      return predictor.predict(window);
    } catch (TranslateException failure) {
      throw new IllegalStateException("The embedding model failed.", failure);
    } finally {
      idle.add(predictor);
    }
  }

  void close() {
    idle.forEach(Predictor::close);
  }

  private Predictor<Encoding, float[]> borrow() {
    try {
      return idle.take();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      CancellationException cancelled =
          new CancellationException("Interrupted while waiting to embed.");
      cancelled.initCause(interrupted);
      throw cancelled;
    }
  }
}
