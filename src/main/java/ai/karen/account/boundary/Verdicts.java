package ai.karen.account.boundary;

import ai.karen.account.entity.KeyRefusal;
import ai.karen.account.entity.Verdict;
import jakarta.ws.rs.container.ContainerRequestContext;

/** Carries a verdict from the filter that reaches it to the one that acts on it. */
final class Verdicts {
  private static final String PROPERTY = "ai.karen.account.verdict";

  private Verdicts() {}

  static void remember(ContainerRequestContext request, Verdict verdict) {
    request.setProperty(PROPERTY, verdict);
  }

  static Verdict of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof Verdict verdict
        ? verdict
        : new Verdict.Refused(KeyRefusal.MISSING);
  }
}
