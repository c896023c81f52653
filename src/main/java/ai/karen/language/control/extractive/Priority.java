package ai.karen.language.control.extractive;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** In which order texts are looked at while there is time. Stateless. */
final class Priority {
  private Priority() {}

  /** Places of the scores, highest first; equal ones spread over the whole text. */
  static List<Integer> byScore(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(place -> -scores[place])
                .thenComparing(Priority::spread))
        .toList();
  }

  /**
   * Reversing the bits makes neighbours far apart, so that every beginning of the order is even.
   */
  private static int spread(int place) {
    return Integer.reverse(place) >>> 1;
  }
}
