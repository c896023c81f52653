package ai.karen.language.entity;

import java.util.List;

/**
 * The meaning of some texts.
 *
 * @param vectors one unit-length vector for each text, in the texts' order; not to be changed
 * @param tokens how many tokens were read, special tokens included
 */
public record Embeddings(List<float[]> vectors, int tokens) {

  public Embeddings {
    vectors = List.copyOf(vectors);
  }
}
