package ai.karen.provider.adapter.wire;

import static ai.karen.provider.entity.FailureKind.EXHAUSTED;
import static ai.karen.provider.entity.FailureKind.INVALID;
import static ai.karen.provider.entity.FailureKind.MISCONFIGURED;
import static ai.karen.provider.entity.FailureKind.RATE_LIMITED;
import static ai.karen.provider.entity.FailureKind.REJECTED;
import static ai.karen.provider.entity.FailureKind.TOO_LONG;
import static ai.karen.provider.entity.FailureKind.TRANSIENT;

import ai.karen.provider.entity.FailureKind;
import java.util.Set;

/** The design's table "What a provider's failure means", from status and complaint to kind. */
final class Meaning {
  private static final Set<Integer> PASSING = Set.of(408, 409, 425);
  private static final Set<Integer> NOT_ADMITTED = Set.of(401, 403, 407);
  private static final Set<Integer> UNFIT = Set.of(400, 413, 422);
  private static final int OUT_OF_CREDIT = 402;
  private static final int TOO_MANY = 429;

  private Meaning() {}

  /**
   * The kind of a failure.
   *
   * @param status the HTTP status; below 300 where a body was no answer
   */
  static FailureKind of(int status, Complaint complaint) {
    boolean refused = status >= 400 && status < 500;
    if (PASSING.contains(status) || !refused && !isRedirect(status)) {
      return passing(status, complaint);
    }
    if (status == OUT_OF_CREDIT || isOutOfCredit(complaint)) {
      return EXHAUSTED;
    }
    if (status == TOO_MANY) {
      return RATE_LIMITED;
    }
    return refusal(status, complaint);
  }

  /** An error inside a 200 has no status of its own, but often a code that says more. */
  private static FailureKind passing(int status, Complaint complaint) {
    if (status >= 300) {
      return TRANSIENT;
    }
    FailureKind named = named(complaint);
    return named == null ? TRANSIENT : named;
  }

  private static FailureKind named(Complaint complaint) {
    if (complaint.isLabelled(Wordings.OUT_OF_CREDIT)) {
      return EXHAUSTED;
    }
    if (complaint.isLabelled(Wordings.RATE_LIMITED)) {
      return RATE_LIMITED;
    }
    if (complaint.isLabelled(Wordings.FILTERED)) {
      return REJECTED;
    }
    return complaint.isLabelled(Wordings.TOO_LONG) ? TOO_LONG : null;
  }

  private static FailureKind refusal(int status, Complaint complaint) {
    if (isFiltered(complaint)) {
      return REJECTED;
    }
    boolean unfit = UNFIT.contains(status);
    if (unfit && isTooLong(complaint)) {
      return TOO_LONG;
    }
    if (complaint.isLabelled(Wordings.RATE_LIMITED)) {
      return RATE_LIMITED;
    }
    return isOperatorsPart(status, complaint) ? MISCONFIGURED : INVALID;
  }

  private static boolean isOperatorsPart(int status, Complaint complaint) {
    return isRedirect(status)
        || NOT_ADMITTED.contains(status)
        || complaint.isLabelled(Wordings.OPERATORS_PART);
  }

  private static boolean isRedirect(int status) {
    return status >= 300 && status < 400;
  }

  private static boolean isOutOfCredit(Complaint complaint) {
    return complaint.isLabelled(Wordings.OUT_OF_CREDIT)
        || complaint.says(Wordings.OUT_OF_CREDIT_WORDS);
  }

  private static boolean isFiltered(Complaint complaint) {
    return complaint.isLabelled(Wordings.FILTERED) || complaint.says(Wordings.FILTERED_WORDS);
  }

  private static boolean isTooLong(Complaint complaint) {
    return complaint.isLabelled(Wordings.TOO_LONG) || complaint.says(Wordings.TOO_LONG_WORDS);
  }
}
