package ai.karen.conversation.control;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import java.time.Duration;
import java.util.List;

/** What callers are told of conversations that they can't have. */
final class Refusals {
  private Refusals() {}

  /** The same for what never was, what was deleted, and what is another's. */
  static ProblemException notFound() {
    return new ProblemException(
        Problem.invalid(404, "not_found", "There is no such conversation.", null)
            .withNextSteps("GET /api/conversations lists what there is."));
  }

  static ProblemException noParent() {
    return new ProblemException(
        Problem.invalid(
            400,
            "invalid_value",
            "'parent_id' must be the id of a message of this conversation",
            "parent_id"));
  }

  /** A whole answer could not be kept. */
  static ProblemException notKept() {
    return new ProblemException(
        new Problem(
            503,
            "server_error",
            "storage_unavailable",
            "The answer is whole, but it could not be kept",
            null,
            List.of("Read the conversation again before asking anew"),
            Duration.ofSeconds(1),
            false));
  }
}
