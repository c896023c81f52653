package ai.karen.door.boundary;

import ai.karen.problem.boundary.BodyProblems;
import ai.karen.problem.entity.ProblemException;

/**
 * How long a body may be.
 *
 * @param bytes at most
 * @param isSetting whether it is {@code karen.http.max-body}, so that operators can raise it
 */
record BodyLimit(long bytes, boolean isSetting) {

  /** The lower of this and a limit that nobody can set. */
  BodyLimit atMost(long fixed) {
    return fixed < bytes ? new BodyLimit(fixed, false) : this;
  }

  /**
   * @param length negative when it is not known
   * @throws ProblemException 413
   */
  void requireFit(long length) {
    if (length > bytes) {
      throw new ProblemException(
          isSetting ? BodyProblems.tooLarge(bytes) : BodyProblems.tooLargeHere(bytes));
    }
  }
}
