package ai.karen.account.boundary;

import ai.karen.account.entity.KeyRefusal;
import ai.karen.account.entity.Scope;
import ai.karen.problem.boundary.ErrorShape;
import ai.karen.problem.entity.Problem;

/** Explains to a caller why a key does not open the door. */
final class Refusals {
  private static final String OPENAI_CODE = "invalid_api_key";

  private Refusals() {}

  static Problem unauthorized(KeyRefusal refusal, String path) {
    Problem problem = Problem.invalid(401, code(refusal, path), sentence(refusal), null);
    return problem.withNextSteps(steps(refusal));
  }

  static Problem forbidden(Scope scope) {
    String sentence = "The API key is valid but lacks the scope \"" + scope.word() + "\".";
    return Problem.invalid(403, "insufficient_scope", sentence, null)
        .withNextSteps("Use a key with that scope, or ask the operator for one.");
  }

  /** OpenAI's libraries know one word for every kind of wrong key. */
  private static String code(KeyRefusal refusal, String path) {
    boolean isWrongKey = refusal != KeyRefusal.MISSING;
    return isWrongKey && ErrorShape.of(path) == ErrorShape.OPENAI ? OPENAI_CODE : refusal.code();
  }

  private static String sentence(KeyRefusal refusal) {
    return switch (refusal) {
      case MISSING ->
          "No API key came with the request. Send it as \"Authorization: Bearer kk_live_…\".";
      case MALFORMED ->
          "The API key is not one of this engine's: its keys begin with kk_live_ and have 55"
              + " characters.";
      case CHECKSUM -> "The API key was mistyped or cut: its check digits do not fit.";
      case UNKNOWN -> "The API key is well-formed, but this engine does not know it.";
      case EXPIRED -> "The API key has expired.";
    };
  }

  private static String[] steps(KeyRefusal refusal) {
    String where = "The engine's first key is in the file first-api-key in its data folder.";
    return switch (refusal) {
      case MISSING -> new String[] {"Set the client's API key.", where};
      case MALFORMED -> new String[] {"Check that no other vendor's key is set.", where};
      case CHECKSUM -> new String[] {"Copy the whole key again.", where};
      case UNKNOWN -> new String[] {"Check that the key is for this engine.", where};
      case EXPIRED -> new String[] {"Make another by POST /api/auth/api-keys."};
    };
  }
}
