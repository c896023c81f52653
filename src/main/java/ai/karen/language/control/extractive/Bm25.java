package ai.karen.language.control.extractive;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far texts share the words of a query: the BM25 formula, divided by what a text of average
 * length scores that has every word of the query once. Words that are in few texts weigh more.
 * Immutable.
 */
final class Bm25 {
  private static final double SATURATION = 1.2;
  private static final double LENGTH_INFLUENCE = 0.3;

  private final List<Map<String, Integer>> texts;
  private final Map<String, Integer> holders = new HashMap<>();
  private final double averageLength;

  Bm25(List<String> texts) {
    this.texts = texts.stream().map(Bm25::counts).toList();
    this.texts.forEach(text -> text.keySet().forEach(word -> holders.merge(word, 1, Integer::sum)));
    averageLength = this.texts.stream().mapToInt(Bm25::length).average().orElse(1);
  }

  /** One score a text, from 0 to 1. */
  double[] scores(String query) {
    Set<String> words = new HashSet<>(Words.of(query));
    double best = words.stream().mapToDouble(this::weight).sum();
    return texts.stream()
        .mapToDouble(text -> best == 0 ? 0 : Math.min(1, score(words, text) / best))
        .toArray();
  }

  /** The inverse document frequency: what a word tells about the text that has it. */
  double weight(String word) {
    int count = holders.getOrDefault(word, 0);
    return Math.log(1 + (texts.size() - count + 0.5) / (count + 0.5));
  }

  static Map<String, Integer> counts(String text) {
    Map<String, Integer> counts = new HashMap<>();
    Words.of(text).forEach(word -> counts.merge(word, 1, Integer::sum));
    return counts;
  }

  private double score(Set<String> words, Map<String, Integer> text) {
    double relativeLength = averageLength == 0 ? 1 : length(text) / averageLength;
    double norm = SATURATION * (1 - LENGTH_INFLUENCE + LENGTH_INFLUENCE * relativeLength);
    double score = 0;
    for (String word : words) {
      int count = text.getOrDefault(word, 0);
      score += weight(word) * count * (SATURATION + 1) / (count + norm);
    }
    return score;
  }

  private static int length(Map<String, Integer> text) {
    return text.values().stream().mapToInt(Integer::intValue).sum();
  }
}
