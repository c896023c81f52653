package ai.karen.provider.control;

import java.util.Optional;

/**
 * Joins the text of another attempt to the text that the caller has already, so that no word is
 * lost and none comes twice. Used by one thread at a time.
 */
interface Joint {

  /**
   * Takes the next piece of the other attempt's text.
   *
   * @return what of it is new to the caller, perhaps nothing; empty when this is another answer
   *     than the one that was begun
   */
  Optional<String> next(String text);

  /**
   * The other attempt's text is over.
   *
   * @return what was held back until now; empty when this is another answer
   */
  Optional<String> end();

  /** Whether everything that comes from now on is new to the caller. */
  boolean isPassed();
}
