package ai.karen.account.boundary;

import ai.karen.account.entity.Account;
import ai.karen.account.entity.User;
import ai.karen.json.entity.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** Users as clients see them. */
final class UserJson {
  private UserJson() {}

  static JsonObject of(User user) {
    return builder(user).build();
  }

  /** With its times, for administrators and their owners. */
  static JsonObject of(Account account) {
    return builder(account.user())
        .add("created_at", account.createdAt().toString())
        .add("updated_at", account.updatedAt().toString())
        .build();
  }

  private static JsonObjectBuilder builder(User user) {
    String name = user.name();
    return Json.createObjectBuilder()
        .add("id", user.id().toString())
        .add("email", user.email())
        .add("name", name == null ? JsonValue.NULL : Json.createValue(name))
        .add("role", user.role().word())
        .add("active", user.isActive());
  }
}
