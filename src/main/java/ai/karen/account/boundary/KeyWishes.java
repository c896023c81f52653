package ai.karen.account.boundary;

import ai.karen.account.entity.Caller;
import ai.karen.account.entity.KeyTerms;
import ai.karen.account.entity.Scope;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a body asks of a new key. */
final class KeyWishes {
  private static final long MOST_REQUESTS = 1_000_000;
  private static final long MOST_TOKENS = 1_000_000_000_000L;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_MODEL = 200;
  private static final int MOST_MODELS = 100;
  private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

  private KeyWishes() {}

  /**
   * @throws ProblemException 400 for what can't be, 403 for scopes beyond the caller's
   */
  static Set<Scope> scopes(JsonObject body, Caller caller) {
    List<String> words =
        Members.texts(body, "scopes")
            .filter(list -> !list.isEmpty())
            .orElseThrow(
                () -> Members.invalid("scopes", "is needed, as a list such as [\"chat\"]"));
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    words.forEach(word -> scopes.add(scope(word)));
    scopes.stream().filter(scope -> !caller.may(scope)).findFirst().ifPresent(KeyWishes::refuse);
    return scopes;
  }

  /**
   * @throws ProblemException 400 for what can't be
   */
  static KeyTerms terms(JsonObject body, Instant now) {
    return new KeyTerms(
        name(body),
        expiry(body, now),
        models(body),
        Members.positive(body, "requests_per_minute", MOST_REQUESTS),
        Members.positive(body, "tokens_per_minute", MOST_TOKENS),
        Members.positive(body, "token_budget", MOST_TOKENS),
        replaces(body));
  }

  private static String name(JsonObject body) {
    String name = Members.text(body, "name").orElse("").strip();
    if (name.length() > LONGEST_NAME) {
      throw Members.invalid("name", "must have at most " + LONGEST_NAME + " characters");
    }
    return name;
  }

  private static Instant expiry(JsonObject body, Instant now) {
    return Members.text(body, "expires_at").map(text -> expiry(text, now)).orElse(null);
  }

  private static Instant expiry(String text, Instant now) {
    try {
      Instant expiry = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
      if (expiry.isAfter(now) && expiry.isBefore(LATEST)) {
        return expiry;
      }
    } catch (DateTimeException unreadable) {
      throw Members.invalid("expires_at", "must be a time such as 2030-01-31T12:00:00Z");
    }
    throw Members.invalid("expires_at", "must be in the future");
  }

  private static List<String> models(JsonObject body) {
    List<String> models = Members.texts(body, "models").orElse(List.of());
    boolean isFit = models.size() <= MOST_MODELS && models.stream().allMatch(KeyWishes::isModel);
    if (!isFit) {
      throw Members.invalid(
          "models",
          "must be at most %d names of 1 to %d characters".formatted(MOST_MODELS, LONGEST_MODEL));
    }
    return models;
  }

  private static boolean isModel(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST_MODEL
        && name.chars().noneMatch(Character::isISOControl);
  }

  private static String replaces(JsonObject body) {
    String id = Members.text(body, "replaces").orElse("");
    if (!id.matches("([0-9A-Za-z]{8})?")) {
      throw Members.invalid("replaces", "must be the id of an API key");
    }
    return id;
  }

  private static Scope scope(String word) {
    try {
      return Scope.of(word);
    } catch (IllegalArgumentException unknown) {
      throw Members.invalid("scopes", "knows only chat, embeddings, nlp, metrics and admin");
    }
  }

  private static void refuse(Scope scope) {
    throw new ProblemException(
        Problem.invalid(
                403,
                "insufficient_scope",
                "You may not \"" + scope.word() + "\" yourself, so no key of yours may",
                "scopes")
            .withNextSteps("Leave that scope out, or ask an administrator for the key."));
  }
}
