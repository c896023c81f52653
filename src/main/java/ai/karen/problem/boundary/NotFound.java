package ai.karen.problem.boundary;

import ai.karen.problem.entity.Problem;
import java.util.Set;

/** Explains an unknown path, and the two ways in which a base URL is commonly wrong. */
final class NotFound {
  private static final Set<String> OPENAI_FAMILIES =
      Set.of("chat", "completions", "embeddings", "messages", "models", "responses");

  private NotFound() {}

  static Problem problem(String method, String path) {
    String message = "There is no " + method + " " + path + " here.";
    return Problem.invalid(404, "not_found", message, null).withNextSteps(hint(path));
  }

  private static String hint(String path) {
    if (path.startsWith("/v1/v1/")) {
      return "The client's base URL ends in /v1 once too often.";
    }
    return OPENAI_FAMILIES.contains(family(path))
        ? "Let the client's base URL end in /v1."
        : "GET /openapi lists what there is.";
  }

  private static String family(String path) {
    String[] parts = path.split("/", 3);
    return parts.length > 1 ? parts[1] : "";
  }
}
