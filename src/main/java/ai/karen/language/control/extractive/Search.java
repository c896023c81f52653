package ai.karen.language.control.extractive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;

/** Finds the sentences that answer a question best. Thread-safe. */
@ApplicationScoped
public class Search {
  private static final int MOST = 4;

  /** What is much less relevant than the best would only blur it. */
  private static final double SHARE_OF_BEST = 0.7;

  private final Relevance relevance;

  /** For the container's client proxy. */
  protected Search() {
    this(null);
  }

  @Inject
  public Search(Relevance relevance) {
    this.relevance = relevance;
  }

  /**
   * Looks for sentences about a request.
   *
   * @param least how relevant a sentence must be; 1 when nothing else says that they belong
   *     together
   */
  Found find(String request, List<String> sentences, double least) {
    List<Passage> passages = Passage.of(sentences);
    double[] scores = relevance.of(request, passages);
    double best = Arrays.stream(scores).max().orElse(0);
    double floor = Math.max(least, SHARE_OF_BEST * best);
    List<String> quotes =
        Priority.byScore(scores).stream()
            .filter(place -> scores[place] >= floor)
            .limit(MOST)
            .sorted()
            .map(place -> passages.get(place).text())
            .toList();
    return new Found(quotes, best);
  }

  /**
   * What was found.
   *
   * @param quotes sentences in their original order; empty when nothing is relevant
   * @param relevance the best one's, from 0
   */
  record Found(List<String> quotes, double relevance) {}
}
