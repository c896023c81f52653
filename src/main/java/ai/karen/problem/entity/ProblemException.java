package ai.karen.problem.entity;

import java.util.Map;

/** Ends a request with a {@link Problem}. Carries no stack trace: it is an answer, not a defect. */
public class ProblemException extends RuntimeException {
  private final transient Problem problem;
  private final transient Map<String, String> headers;

  public ProblemException(Problem problem) {
    this(problem, Map.of());
  }

  /**
   * @param headers more headers for the answer
   */
  public ProblemException(Problem problem, Map<String, String> headers) {
    super(problem.message(), null, false, false);
    this.problem = problem;
    this.headers = Map.copyOf(headers);
  }

  public Map<String, String> headers() {
    return headers;
  }

  public Problem problem() {
    return problem;
  }
}
