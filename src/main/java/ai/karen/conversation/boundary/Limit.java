package ai.karen.conversation.boundary;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;

/** How many rows of a list a client wants at once. */
final class Limit {
  private static final int USUAL = 20;
  private static final int MOST = 100;

  private Limit() {}

  /**
   * @param text null where the client said nothing
   * @throws ProblemException 400
   */
  static int of(String text) {
    if (text == null) {
      return USUAL;
    }
    if (!text.matches("[0-9]{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MOST) {
      throw new ProblemException(
          Problem.invalid(
              400, "invalid_value", "'limit' must be a whole number from 1 to " + MOST, "limit"));
    }
    return Integer.parseInt(text);
  }
}
