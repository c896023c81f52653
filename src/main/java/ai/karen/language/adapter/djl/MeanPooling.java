package ai.karen.language.adapter.djl;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import ai.karen.language.entity.Vectors;
import java.nio.LongBuffer;

/**
 * Feeds one window to the model and averages what it says of each token. A batch of one: in a
 * larger one the quantised weights give slightly other vectors for the same text.
 */
final class MeanPooling implements NoBatchifyTranslator<Encoding, float[]> {

  @Override
  public NDList processInput(TranslatorContext context, Encoding window) {
    NDManager manager = context.getNDManager();
    return new NDList(
        row(manager, "input_ids", window.getIds()),
        row(manager, "attention_mask", window.getAttentionMask()),
        row(manager, "token_type_ids", window.getTypeIds()));
  }

  /** The output is one row of {@code DIMENSIONS} numbers a token; no token is padding. */
  @Override
  public float[] processOutput(TranslatorContext context, NDList output) {
    float[] states = output.get(0).toFloatArray();
    float[] sum = new float[BackgroundEmbedder.DIMENSIONS];
    for (int i = 0; i < states.length; i++) {
      sum[i % sum.length] += states[i];
    }
    return Vectors.normalised(sum);
  }

  private static NDArray row(NDManager manager, String name, long[] values) {
    NDArray row = manager.create(LongBuffer.wrap(values), new Shape(1, values.length));
    row.setName(name);
    return row;
  }
}
