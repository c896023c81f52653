package ai.karen.account.control.user;

import ai.karen.problem.entity.Problem;

/** What callers are told of accounts that can't be made or changed. */
final class Refusals {
  private Refusals() {}

  static Problem noEmail() {
    return Problem.invalid(
        400, "invalid_value", "'email' must be an address such as name@example.org", "email");
  }

  static Problem emailTaken() {
    return Problem.invalid(409, "email_taken", "That address has an account already", "email")
        .withNextSteps("Use another address, or change the account that there is.");
  }

  static Problem lastAdministrator() {
    return Problem.invalid(
            409,
            "last_administrator",
            "This is the last active administrator; somebody must be able to administer the engine",
            null)
        .withNextSteps("Give somebody else the role admin first.");
  }

  static Problem notFound() {
    return Problem.invalid(404, "not_found", "There is no such user.", null)
        .withNextSteps("GET /api/admin/users lists who there is.");
  }

  static Problem wrongPassword() {
    return Problem.invalid(403, "wrong_password", "The password is not right", "password")
        .withNextSteps("Type the password that you log in with.");
  }
}
