package ai.karen.language.control.extractive;

import ai.karen.language.entity.Vectors;
import java.util.List;
import java.util.Map;

/**
 * Vectors of texts by the words they have, to stand in for vectors by meaning. Each word falls on
 * one of a few hundred dimensions; that two fall on one is rare and does little. Stateless.
 */
final class WordVectors {
  private static final int DIMENSIONS = 512;

  private WordVectors() {}

  /** One unit-length vector a text; all zero for a text without words. */
  static List<float[]> of(List<String> texts) {
    Bm25 words = new Bm25(texts);
    return texts.stream().map(text -> vector(Bm25.counts(text), words)).toList();
  }

  private static float[] vector(Map<String, Integer> counts, Bm25 words) {
    float[] vector = new float[DIMENSIONS];
    counts.forEach(
        (word, count) ->
            vector[Math.floorMod(word.hashCode(), DIMENSIONS)] +=
                (float) ((1 + Math.log(count)) * words.weight(word)));
    return Vectors.normalised(vector);
  }
}
