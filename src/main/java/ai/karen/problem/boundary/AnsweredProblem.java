package ai.karen.problem.boundary;

import ai.karen.problem.entity.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/** Tells filters that come after {@link ProblemFilter} with what problem it answered. */
public final class AnsweredProblem {
  private static final String PROPERTY = "ai.karen.problem.answered";

  private AnsweredProblem() {}

  static void remember(ContainerRequestContext request, Problem problem) {
    request.setProperty(PROPERTY, problem);
  }

  /** Empty where the answer is no error, or the filter did not run yet. */
  public static Optional<Problem> of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof Problem problem
        ? Optional.of(problem)
        : Optional.empty();
  }
}
