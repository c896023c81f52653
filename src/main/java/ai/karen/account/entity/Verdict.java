package ai.karen.account.entity;

/** What the presented key proves. */
public sealed interface Verdict {

  /** The key is one of the engine's. */
  record Accepted(Caller caller) implements Verdict {}

  /** It proves nothing. */
  record Refused(KeyRefusal refusal) implements Verdict {}
}
