package ai.karen.account.adapter;

import ai.karen.account.entity.ApiKey;
import ai.karen.account.entity.Scope;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonCollectors;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The text of {@code api-keys.json}: a version, the secret's fingerprint, the keys. */
final class ApiKeysFile {
  private static final int VERSION = 1;

  private ApiKeysFile() {}

  static String render(List<ApiKey> keys, String fingerprint) {
    JsonArray rows = keys.stream().map(ApiKeysFile::row).collect(JsonCollectors.toJsonArray());
    return Json.createObjectBuilder()
            .add("version", VERSION)
            .add("secret", fingerprint)
            .add("keys", rows)
            .build()
        + "\n";
  }

  /** An {@link IOException} says in a clause why the text can't be used, and shows none of it. */
  static List<ApiKey> parse(String text, String fingerprint) throws IOException {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      JsonObject file = reader.readObject();
      requireSecret(file, fingerprint);
      return file.getJsonArray("keys").getValuesAs(ApiKeysFile::key);
    } catch (RuntimeException damaged) {
      // The parser, a missing member, a word or a date each refuse in a way of their own.
      throw new IOException("it is damaged; restore it, or move it away to begin anew", damaged);
    }
  }

  private static void requireSecret(JsonObject file, String fingerprint) throws IOException {
    if (!file.getString("secret").equals(fingerprint)) {
      throw new IOException(
          "it was written under another karen.secret; set that one again, or move it away");
    }
  }

  private static JsonObject row(ApiKey key) {
    JsonArray scopes =
        key.scopes().stream()
            .sorted()
            .map(scope -> Json.createValue(scope.word()))
            .collect(JsonCollectors.toJsonArray());
    return Json.createObjectBuilder()
        .add("id", key.id())
        .add("hash", key.hash())
        .add("owner", key.owner())
        .add("scopes", scopes)
        .add("created_at", key.createdAt().toString())
        .build();
  }

  private static ApiKey key(JsonValue value) {
    JsonObject row = value.asJsonObject();
    return new ApiKey(
        row.getString("id"),
        row.getString("hash"),
        row.getString("owner"),
        row.getJsonArray("scopes").getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .map(Scope::of)
            .collect(Collectors.toUnmodifiableSet()),
        Instant.parse(row.getString("created_at")));
  }
}
