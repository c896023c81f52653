package ai.karen.problem.boundary;

import ai.karen.problem.entity.Problem;

/** Explains what is wrong with a body. */
final class BodyProblems {
  private BodyProblems() {}

  static Problem tooLarge(long limit) {
    String message = "The request's body is larger than the " + limit + " bytes allowed here.";
    return Problem.invalid(413, "request_too_large", message, null)
        .withNextSteps("Send less, or ask the operator to raise " + BodyLimitFilter.KEY + ".");
  }

  static Problem unclearLength() {
    return invalid("bad_request", "The header Content-Length must be a number of bytes.");
  }

  static Problem incomplete() {
    return invalid("body_incomplete", "The body broke off; send the request again.");
  }

  static Problem empty() {
    return invalid("invalid_json", "The body is empty; send a JSON object: {…}.");
  }

  static Problem noObject() {
    return invalid("invalid_json", "The body must be a JSON object: {…}.");
  }

  static Problem tooDeep() {
    return invalid("invalid_json", "The body's JSON is nested too deeply.");
  }

  /**
   * Unreadable JSON.
   *
   * @param place a clause that says where, or nothing
   */
  static Problem malformed(String place) {
    return invalid("invalid_json", "The body can't be read as JSON" + place + ".");
  }

  private static Problem invalid(String code, String message) {
    return Problem.invalid(400, code, message, null);
  }
}
