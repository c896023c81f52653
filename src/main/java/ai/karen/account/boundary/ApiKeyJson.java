package ai.karen.account.boundary;

import ai.karen.account.entity.ApiKey;
import ai.karen.account.entity.KeyTerms;
import ai.karen.account.entity.Scope;
import ai.karen.json.entity.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Collection;

/** API keys as their owners see them; never their hashes. */
final class ApiKeyJson {
  private ApiKeyJson() {}

  /**
   * @param lastUse null where none is known
   * @param tokensUsed null where that is not known
   */
  static JsonObjectBuilder of(ApiKey key, Instant lastUse, Long tokensUsed) {
    KeyTerms terms = key.terms();
    return Json.createObjectBuilder()
        .add("id", key.id())
        .add("name", text(terms.name()))
        .add("owner", key.owner())
        .add("scopes", array(key.scopes().stream().map(Scope::word).sorted().toList()))
        .add("created_at", key.createdAt().toString())
        .add("expires_at", instant(terms.expiresAt()))
        .add("last_used_at", instant(lastUse))
        .add("models", terms.models().isEmpty() ? JsonValue.NULL : array(terms.models()))
        .add("requests_per_minute", limit(terms.requestsPerMinute()))
        .add("tokens_per_minute", limit(terms.tokensPerMinute()))
        .add("token_budget", limit(terms.tokenBudget()))
        .add("tokens_used", tokensUsed == null ? JsonValue.NULL : Json.createValue(tokensUsed))
        .add("replaces", text(terms.replaces()));
  }

  private static JsonValue text(String text) {
    return text.isEmpty() ? JsonValue.NULL : Json.createValue(text);
  }

  private static JsonValue instant(Instant instant) {
    return instant == null ? JsonValue.NULL : Json.createValue(instant.toString());
  }

  private static JsonValue limit(long limit) {
    return limit == 0 ? JsonValue.NULL : Json.createValue(limit);
  }

  private static JsonArray array(Collection<String> texts) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    texts.forEach(array::add);
    return array.build();
  }
}
