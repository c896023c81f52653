package ai.karen.provider.entity;

import java.util.Locale;

/** Why a provider gave no answer; each kind has its own row in the design's table of failures. */
public enum FailureKind {
  /** Refused, reset, an overloaded or failing server, an answer that is no answer. */
  TRANSIENT,
  /** Nothing until the limit. */
  SILENT,
  /** Failed after the first token. */
  BROKEN_STREAM,
  /** Asked to slow down. */
  RATE_LIMITED,
  /** Out of credit. */
  EXHAUSTED,
  /** Key missing or refused, redirect, forbidden: the operator must act. */
  MISCONFIGURED,
  /** The conversation does not fit the model's context. */
  TOO_LONG,
  /** The provider's content filter refuses the question. */
  REJECTED,
  /** The provider can't take the request as it is. */
  INVALID,
  /** The caller went away, or the deadline passed. */
  CANCELLED;

  /** The word that callers, logs and metrics see. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
