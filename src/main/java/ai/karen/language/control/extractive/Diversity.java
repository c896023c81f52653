package ai.karen.language.control.extractive;

import ai.karen.language.entity.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chooses vectors that score high and are unlike those chosen before. Used by one thread. */
final class Diversity {
  private static final double SHARE_OF_SCORE = 0.7;

  private final List<float[]> vectors;
  private final double[] scores;
  private final double[] nearest;

  /** One score a vector. */
  Diversity(List<float[]> vectors, double[] scores) {
    this.vectors = vectors;
    this.scores = scores;
    this.nearest = new double[scores.length];
  }

  /** The places of the chosen ones, best first. */
  List<Integer> choose(int count) {
    List<Integer> chosen = new ArrayList<>();
    while (chosen.size() < Math.min(count, scores.length)) {
      int best = best();
      chosen.add(best);
      remember(best);
    }
    return chosen;
  }

  private int best() {
    int best = 0;
    for (int place = 1; place < scores.length; place++) {
      best = value(place) > value(best) ? place : best;
    }
    return best;
  }

  private double value(int place) {
    return SHARE_OF_SCORE * scores[place] - (1 - SHARE_OF_SCORE) * nearest[place];
  }

  private void remember(int chosen) {
    for (int place = 0; place < nearest.length; place++) {
      double cosine = Vectors.cosine(vectors.get(chosen), vectors.get(place));
      nearest[place] = Math.max(nearest[place], cosine);
    }
    Arrays.fill(nearest, chosen, chosen + 1, Double.POSITIVE_INFINITY);
  }
}
