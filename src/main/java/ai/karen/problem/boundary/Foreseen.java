package ai.karen.problem.boundary;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.ws.rs.WebApplicationException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells failures that have an explanation from defects of the engine. */
final class Foreseen {
  private static final Logger LOG = System.getLogger(Foreseen.class.getName());
  private static final int INTERNAL_ERROR = 500;
  // Deep enough for what a platform wraps around a failure; an end, should causes form a ring.
  private static final int DEEPEST = 10;

  private Foreseen() {}

  /** Empty for a defect, which has to be logged. */
  static Optional<Problem> problem(Throwable failure, RequestFacts request) {
    return own(failure).or(() -> ViolationProblem.of(failure)).or(() -> ofStatus(failure, request));
  }

  /** What a caller is told of a failure; a defect is logged here. */
  static Problem explained(Throwable failure, RequestFacts request) {
    Optional<Problem> foreseen = problem(failure, request);
    if (foreseen.isEmpty()) {
      LOG.log(Level.ERROR, "Request " + request.id() + " failed", failure);
    }
    return foreseen.orElseGet(() -> StatusProblems.internal(request));
  }

  /** A problem of the engine's own, also from within what the platform wraps around it. */
  static Optional<Problem> own(Throwable failure) {
    return ownException(failure).map(ProblemException::problem);
  }

  /** What an answer to that failure carries besides. */
  static Map<String, String> headers(Throwable failure) {
    return ownException(failure).map(ProblemException::headers).orElse(Map.of());
  }

  private static Optional<ProblemException> ownException(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST)
        .filter(ProblemException.class::isInstance)
        .map(ProblemException.class::cast)
        .findFirst();
  }

  private static Optional<Problem> ofStatus(Throwable failure, RequestFacts request) {
    return failure instanceof WebApplicationException outcome
            && outcome.getResponse().getStatus() != INTERNAL_ERROR
        ? Optional.of(StatusProblems.of(outcome.getResponse().getStatus(), request))
        : Optional.empty();
  }
}
