package ai.karen.problem.boundary;

import ai.karen.problem.entity.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.Optional;

/**
 * Explains a violated constraint. Bean Validation is optional on a server, so that its classes are
 * only touched once one of its exceptions is there.
 */
final class ViolationProblem {
  private static final String EXCEPTION = "jakarta.validation.ConstraintViolationException";

  private ViolationProblem() {}

  static Optional<Problem> of(Throwable failure) {
    return failure.getClass().getName().equals(EXCEPTION)
        ? Optional.of(explain((ConstraintViolationException) failure))
        : Optional.empty();
  }

  private static Problem explain(ConstraintViolationException failure) {
    return failure.getConstraintViolations().stream()
        .findFirst()
        .map(ViolationProblem::explain)
        .orElseGet(() -> invalid("A value of the request is out of its bounds.", null));
  }

  private static Problem explain(ConstraintViolation<?> violation) {
    String path = violation.getPropertyPath().toString();
    String field = path.substring(path.lastIndexOf('.') + 1);
    return invalid(field + " " + violation.getMessage() + ".", field);
  }

  private static Problem invalid(String message, String field) {
    return Problem.invalid(400, "invalid_value", message, field);
  }
}
