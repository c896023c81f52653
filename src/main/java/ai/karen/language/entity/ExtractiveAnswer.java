package ai.karen.language.entity;

import java.util.ArrayList;
import java.util.List;

/**
 * What the extractive responder says. Immutable.
 *
 * @param sentences in the order in which they are said; at least one
 */
public record ExtractiveAnswer(List<String> sentences) {
  /** The model name that such an answer carries. */
  public static final String MODEL = "karen-extractive";

  public ExtractiveAnswer {
    sentences = List.copyOf(sentences);
  }

  /** The whole answer. */
  public String text() {
    return String.join(" ", sentences);
  }

  /** The answer cut for streaming; put together, the pieces are {@link #text}. */
  public List<String> pieces() {
    List<String> pieces = new ArrayList<>(sentences);
    pieces.replaceAll(sentence -> " " + sentence);
    pieces.set(0, sentences.get(0));
    return pieces;
  }
}
