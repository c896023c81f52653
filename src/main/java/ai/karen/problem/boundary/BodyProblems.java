package ai.karen.problem.boundary;

import ai.karen.problem.entity.Problem;
import java.time.Duration;

/** Explains what is wrong with a body. */
public final class BodyProblems {
  private static final int LONGEST_NAME = 64;

  private BodyProblems() {}

  /** Larger than the operator wants. */
  public static Problem tooLarge(long limit) {
    return larger(limit)
        .withNextSteps("Send less, or ask the operator to raise karen.http.max-body.");
  }

  /** Larger than anything that makes sense here, so that nobody can raise it. */
  public static Problem tooLargeHere(long limit) {
    return larger(limit).withNextSteps("Send less.");
  }

  public static Problem incomplete() {
    return invalid("body_incomplete", "The body broke off; send the request again.");
  }

  public static Problem empty() {
    return invalid("invalid_json", "The body is empty; send a JSON object: {…}.");
  }

  public static Problem noObject() {
    return invalid("invalid_json", "The body must be a JSON object: {…}.");
  }

  /**
   * Unreadable JSON.
   *
   * @param place a clause that says where, or nothing
   */
  public static Problem malformed(String place) {
    return invalid("invalid_json", "The body can't be read as JSON" + place + ".");
  }

  /** A name that stands twice in one object: readers disagree about which value counts. */
  public static Problem duplicate(String name) {
    String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    return json("The body's JSON has the name \"" + shown + "\" twice in one object.");
  }

  /** JSON that breaks a rule. */
  public static Problem json(String sentence) {
    return invalid("invalid_json", sentence);
  }

  public static Problem tooSlow(Duration patience) {
    String message = "The body did not come within " + patience.toSeconds() + " s.";
    return Problem.invalid(408, "body_timeout", message, null)
        .withNextSteps("Send it faster, or ask the operator to raise karen.http.body-timeout.");
  }

  private static Problem larger(long limit) {
    String message = "The request's body is larger than the " + limit + " bytes allowed here.";
    return Problem.invalid(413, "request_too_large", message, null);
  }

  private static Problem invalid(String code, String message) {
    return Problem.invalid(400, code, message, null);
  }
}
