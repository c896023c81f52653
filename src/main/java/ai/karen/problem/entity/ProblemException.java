package ai.karen.problem.entity;

/** Ends a request with a {@link Problem}. Carries no stack trace: it is an answer, not a defect. */
public class ProblemException extends RuntimeException {
  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
