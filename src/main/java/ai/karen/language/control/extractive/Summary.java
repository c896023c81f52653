package ai.karen.language.control.extractive;

import ai.karen.language.entity.Vectors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * Selects the sentences that together say best what a text says: near its centre, and not near each
 * other (maximal marginal relevance). Thread-safe.
 */
@ApplicationScoped
public class Summary {
  private static final int LEAST = 2;
  private static final int MOST = 6;
  private static final int SENTENCES_A_QUOTE = 3;

  /** Writers put first what matters most. */
  private static final double BONUS_OF_BEGINNING = 0.2;

  private final Meaning meaning;

  /** For the container's client proxy. */
  protected Summary() {
    this(null);
  }

  @Inject
  public Summary(Meaning meaning) {
    this.meaning = meaning;
  }

  /**
   * The selected sentences, in their original order.
   *
   * @param wanted how many; zero leaves it to the text's length
   */
  List<String> of(List<String> sentences, int wanted) {
    List<Passage> passages = Passage.of(sentences);
    if (passages.isEmpty()) {
      return List.of();
    }
    List<String> texts = passages.stream().map(Passage::text).toList();
    List<float[]> byWords = WordVectors.of(texts);
    List<Integer> order = Priority.byScore(closeness(byWords));
    List<float[]> vectors = meaning.vectors(order.stream().map(texts::get).toList());
    int count = Math.min(wanted > 0 ? wanted : count(texts.size()), texts.size());
    return vectors.size() < Math.min(count * 3, texts.size())
        ? quotes(texts, order, order.stream().map(byWords::get).toList(), count)
        : quotes(texts, order, vectors, count);
  }

  private static int count(int sentences) {
    int most = Math.max(1, sentences / 2);
    return Math.min(most, Math.max(LEAST, Math.min(MOST, sentences / SENTENCES_A_QUOTE)));
  }

  private static double[] closeness(List<float[]> vectors) {
    float[] centre = Vectors.centroid(vectors);
    return vectors.stream().mapToDouble(vector -> Vectors.cosine(centre, vector)).toArray();
  }

  private static List<String> quotes(
      List<String> texts, List<Integer> order, List<float[]> vectors, int count) {
    double[] scores = closeness(vectors);
    for (int i = 0; i < scores.length; i++) {
      scores[i] += BONUS_OF_BEGINNING * (1 - (double) order.get(i) / texts.size());
    }
    Diversity diversity = new Diversity(vectors, scores);
    List<Integer> chosen = new ArrayList<>();
    for (int place : diversity.choose(count)) {
      chosen.add(order.get(place));
    }
    return chosen.stream().sorted().map(texts::get).toList();
  }
}
