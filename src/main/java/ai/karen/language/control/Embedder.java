package ai.karen.language.control;

import ai.karen.language.entity.Embeddings;
import ai.karen.language.entity.Readiness;
import java.util.List;

/**
 * Turns texts into vectors whose cosine says how close their meanings are. Thread-safe. Equal texts
 * have equal vectors, whatever else is embedded beside them.
 *
 * <p>A text within the model's window is embedded in one piece, just as the model's own library
 * does. The model itself reads no further and would drop the rest unseen; here a longer text is
 * read in consecutive windows, whose vectors are averaged by their number of tokens and brought
 * back to unit length, so that nothing is left out. The token count covers every window.
 */
public interface Embedder {

  /** The model's name in requests and answers. */
  String model();

  /** The length of each vector. */
  int dimensions();

  /** Whether {@link #embed} works now; cheap enough to ask for each request. */
  Readiness readiness();

  /**
   * Runs something as soon as {@link #embed} works: at once when it does already, never when it
   * never does.
   */
  void whenReady(Runnable action);

  /**
   * Embeds texts on the caller's thread.
   *
   * @param texts at least one; none is null
   * @throws EmbedderUnavailableException while {@link #readiness} says no
   * @throws TextTooLongException for a text beyond the longest length that is read
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  Embeddings embed(List<String> texts);
}
