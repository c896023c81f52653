package ai.karen.account.control.key;

import ai.karen.account.entity.ApiKey;
import ai.karen.account.entity.KeyTerms;
import ai.karen.account.entity.Scope;
import ai.karen.json.entity.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Keys as JSON, in operations and in the copy of the data folder; without what would be a key. */
final class KeyText {
  private KeyText() {}

  static JsonObject write(ApiKey key) {
    KeyTerms terms = key.terms();
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", key.id())
            .add("hash", key.hash())
            .add("owner", key.owner())
            .add("scopes", array(key.scopes().stream().map(Scope::word).sorted().toList()))
            .add("created_at", key.createdAt().toString())
            .add("name", terms.name())
            .add("models", array(terms.models()))
            .add("requests_per_minute", terms.requestsPerMinute())
            .add("tokens_per_minute", terms.tokensPerMinute())
            .add("token_budget", terms.tokenBudget())
            .add("replaces", terms.replaces());
    return (terms.expiresAt() == null ? json : json.add("expires_at", terms.expiresAt().toString()))
        .build();
  }

  static ApiKey read(JsonObject json) {
    KeyTerms terms =
        new KeyTerms(
            json.getString("name"),
            json.containsKey("expires_at") ? Instant.parse(json.getString("expires_at")) : null,
            texts(json.getJsonArray("models")),
            json.getJsonNumber("requests_per_minute").longValue(),
            json.getJsonNumber("tokens_per_minute").longValue(),
            json.getJsonNumber("token_budget").longValue(),
            json.getString("replaces"));
    return new ApiKey(
        json.getString("id"),
        json.getString("hash"),
        json.getString("owner"),
        texts(json.getJsonArray("scopes")).stream().map(Scope::of).collect(Collectors.toSet()),
        Instant.parse(json.getString("created_at")),
        terms);
  }

  static JsonArrayBuilder array(Collection<String> texts) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    texts.forEach(array::add);
    return array;
  }

  static List<String> texts(JsonArray array) {
    return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
  }
}
