package ai.karen.account.control.user;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

/** Which passwords can be used. Thread-safe. */
@ApplicationScoped
public class PasswordRules {
  static final int SHORTEST = 12;
  static final int LONGEST = 128;

  private final CommonPasswords common = new CommonPasswords();

  /**
   * @param email the own address, which makes no password
   * @param param the field's name
   * @throws ProblemException 400 {@code password_length} or {@code password_common}
   */
  public void require(String password, String email, String param) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || length > LONGEST) {
      throw new ProblemException(
          Problem.invalid(
              400,
              "password_length",
              "A password must have " + SHORTEST + " to " + LONGEST + " characters",
              param));
    }
    if (common.isCommon(password, email)) {
      throw new ProblemException(
          Problem.invalid(
                  400,
                  "password_common",
                  "That password is one of the first that somebody would guess",
                  param)
              .withNextSteps("Take several words that have nothing to do with each other."));
    }
  }

  /** Whether it could be used. */
  boolean allow(String password, String email) {
    try {
      require(password, email, null);
      return true;
    } catch (ProblemException refusal) {
      return false;
    }
  }
}
