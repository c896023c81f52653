package ai.karen.language.control.extractive;

import ai.karen.language.entity.Vectors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How much passages have to do with a request. Thread-safe. */
@ApplicationScoped
public class Relevance {
  /** Words help where the model knows the language badly, and with names and numbers. */
  private static final double SHARE_OF_WORDS = 0.2;

  private static final double RELEVANT_BY_MEANING = 0.3;
  private static final double RELEVANT_BY_WORDS = 0.3;

  private final Meaning meaning;

  /** For the container's client proxy. */
  protected Relevance() {
    this(null);
  }

  @Inject
  public Relevance(Meaning meaning) {
    this.meaning = meaning;
  }

  /**
   * One score a passage; 1 and more is relevant, whatever was compared.
   *
   * @param request what is asked
   */
  double[] of(String request, List<Passage> passages) {
    List<String> texts = passages.stream().map(Passage::compared).toList();
    double[] byWords = new Bm25(texts).scores(request);
    List<Integer> order = Priority.byScore(byWords);
    List<String> asked = new ArrayList<>(List.of(request));
    order.forEach(place -> asked.add(texts.get(place)));
    List<float[]> vectors = meaning.vectors(asked);
    return vectors.size() < 2
        ? scaled(byWords, RELEVANT_BY_WORDS)
        : scaled(mixed(byWords, order, vectors), RELEVANT_BY_MEANING);
  }

  private static double[] mixed(double[] byWords, List<Integer> order, List<float[]> vectors) {
    double[] mixed = scaled(byWords, 1 / SHARE_OF_WORDS);
    for (int i = 1; i < vectors.size(); i++) {
      double cosine = Vectors.cosine(vectors.get(0), vectors.get(i));
      mixed[order.get(i - 1)] += (1 - SHARE_OF_WORDS) * cosine;
    }
    return mixed;
  }

  private static double[] scaled(double[] scores, double one) {
    return Arrays.stream(scores).map(score -> score / one).toArray();
  }
}
