package ai.karen.account.entity;

import ai.karen.problem.entity.ProblemException;

/** What the presented key or token proves. */
public sealed interface Verdict {

  /** It is one of the engine's. */
  record Accepted(Caller caller) implements Verdict {}

  /** The key proves nothing. */
  record Refused(KeyRefusal refusal) implements Verdict {}

  /** The token proves nothing. */
  record Denied(TokenRefusal refusal) implements Verdict {}

  /** Nobody can tell now. */
  record Unknown(ProblemException reason) implements Verdict {}
}
