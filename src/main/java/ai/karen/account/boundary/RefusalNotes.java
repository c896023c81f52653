package ai.karen.account.boundary;

import ai.karen.account.entity.KeyRefusal;
import ai.karen.account.entity.Verdict;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** What a refusal of a caller is called in the audit log, and how it gets there. */
final class RefusalNotes {
  private static final String PROPERTY = "ai.karen.account.refused";
  private static final int UNAVAILABLE = 503;
  private static final int FORBIDDEN = 403;

  /** Whoever refuses for these writes more of it down, where it happens. */
  private static final Set<String> TOLD_ELSEWHERE = Set.of("wrong_password", "setup_code_invalid");

  private RefusalNotes() {}

  /** Does a check, and notes why it refuses where it does. */
  static <T> T checked(ContainerRequestContext request, Supplier<T> check) {
    return checked(Verdicts.of(request), request::setProperty, check);
  }

  /** The same on the servlet's side, whose attributes are the properties of JAX-RS. */
  static <T> T checked(HttpServletRequest request, Verdict verdict, Supplier<T> check) {
    return checked(verdict, request::setAttribute, check);
  }

  private static <T> T checked(
      Verdict verdict, BiConsumer<String, Object> notes, Supplier<T> check) {
    try {
      return check.get();
    } catch (ProblemException refusal) {
      reason(verdict, refusal).ifPresent(reason -> notes.accept(PROPERTY, reason));
      throw refusal;
    }
  }

  static Optional<String> of(ContainerRequestContext request) {
    return Optional.ofNullable(request.getProperty(PROPERTY)).map(Object::toString);
  }

  /**
   * More exact than the answer, which has one word for all wrong keys on some paths. Empty for who
   * brought nothing that could be wrong, and where nobody could tell.
   */
  static Optional<String> reason(Verdict verdict, ProblemException refusal) {
    if (verdict instanceof Verdict.Refused refused) {
      return Optional.of(refused.refusal())
          .filter(reason -> reason != KeyRefusal.MISSING)
          .map(KeyRefusal::code);
    }
    return Optional.of(refusal.problem())
        .filter(problem -> problem.status() < UNAVAILABLE)
        .map(Problem::code);
  }

  /** For what the filters let through. Empty where nobody was forbidden anything. */
  static Optional<String> reason(Problem answer) {
    return Optional.of(answer)
        .filter(problem -> problem.status() == FORBIDDEN)
        .map(Problem::code)
        .filter(code -> !TOLD_ELSEWHERE.contains(code));
  }

  /**
   * @param by who called; null where nobody knows
   */
  static SecurityEvent event(String reason, String by, String address, String path) {
    return new SecurityEvent(
        "request_refused", Outcome.REFUSED, by, address, Map.of("code", reason, "path", path));
  }
}
