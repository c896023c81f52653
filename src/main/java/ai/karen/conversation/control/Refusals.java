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

  /** Of a turn the question is kept, and nothing else. */
  static ProblemException answerNotKept() {
    return unkept(
        "answer_not_kept",
        "The question is kept, but its answer can't be stored right now",
        "Repeat the request with the same Idempotency-Key: that brings the answer, and the question"
            + " is not kept twice",
        "Without a key, read the conversation before asking anew");
  }

  /** Of a turn the question and a beginning of the answer are kept. */
  static ProblemException answerKeptInPart() {
    return unkept(
        "answer_kept_in_part",
        "The question and the beginning of its answer are kept, but the rest can't be stored",
        "Read the conversation for what is kept",
        "Ask again, with another Idempotency-Key, for a whole answer");
  }

  /** Not for libraries that repeat a request by themselves: without a key that asks twice. */
  private static ProblemException unkept(String code, String message, String... steps) {
    return new ProblemException(
        new Problem(
            503,
            "server_error",
            code,
            message,
            null,
            List.of(steps),
            Duration.ofSeconds(1),
            false));
  }
}
