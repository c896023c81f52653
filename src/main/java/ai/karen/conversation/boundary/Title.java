package ai.karen.conversation.boundary;

import ai.karen.problem.entity.ProblemException;
import jakarta.json.JsonObject;

/** A conversation's title, in the member {@code title} of a body. */
final class Title {
  static final int LONGEST = 200;

  private static final String NAME = "title";

  private Title() {}

  /**
   * @return null where there is none
   * @throws ProblemException 400
   */
  static String of(JsonObject body) {
    String title = Fields.text(body, NAME).orElse(null);
    if (title != null && title.length() > LONGEST) {
      throw Fields.invalid(NAME, "must have at most " + LONGEST + " characters");
    }
    return title;
  }

  /**
   * @return null where it is to be taken away
   * @throws ProblemException 400, also where the member is missing
   */
  static String required(JsonObject body) {
    if (!body.containsKey(NAME)) {
      throw Fields.invalid(NAME, "is missing; send the new title, or null to take it away");
    }
    return of(body);
  }
}
