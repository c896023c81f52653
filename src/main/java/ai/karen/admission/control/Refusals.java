package ai.karen.admission.control;

import ai.karen.problem.entity.Problem;
import java.time.Duration;

/** What a caller who is turned away is told. */
final class Refusals {
  static final Problem OVERLOADED =
      Problem.unavailable(
          "overloaded", "The engine has as much to do as it can; come back", Duration.ofSeconds(1));
  static final Problem WAITED =
      Problem.unavailable(
          "overloaded",
          "The engine had so much to do that the request's deadline passed while it waited",
          Duration.ofSeconds(1));
  static final Problem SHUTTING_DOWN =
      Problem.unavailable(
          "shutting_down", "The engine is shutting down; ask another one", Duration.ofSeconds(5));

  private Refusals() {}
}
