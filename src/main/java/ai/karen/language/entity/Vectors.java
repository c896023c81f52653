package ai.karen.language.entity;

import java.util.Arrays;
import java.util.Collection;

/** Arithmetic of embedding vectors. Stateless. */
public final class Vectors {
  private Vectors() {}

  /** The cosine of two unit-length vectors of one length, from -1 to 1. */
  public static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }

  /** A new vector of the same direction and length 1; zeros stay zeros. */
  public static float[] normalised(float[] vector) {
    double length = Math.sqrt(cosine(vector, vector));
    float[] unit = new float[vector.length];
    for (int i = 0; length > 0 && i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }

  /** The first dimensions alone, brought back to length 1. */
  public static float[] shortened(float[] vector, int dimensions) {
    return vector.length == dimensions ? vector : normalised(Arrays.copyOf(vector, dimensions));
  }

  /** Adds a weighted vector to a sum, in place. */
  public static void add(float[] sum, float[] vector, float weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * vector[i];
    }
  }

  /** The direction in the middle of some vectors; at least one is needed. */
  public static float[] centroid(Collection<float[]> vectors) {
    float[] sum = new float[vectors.iterator().next().length];
    vectors.forEach(vector -> add(sum, vector, 1));
    return normalised(sum);
  }
}
