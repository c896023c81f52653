package ai.karen.conversation.boundary;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as clients write them. */
public final class Ids {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private Ids() {}

  /** A conversation's, from a path: what can't be an id names nothing. */
  public static UUID ofPath(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.invalid(404, "not_found", "There is no such conversation.", null)));
  }

  static Optional<UUID> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }
}
