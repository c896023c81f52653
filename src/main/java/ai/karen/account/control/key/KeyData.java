package ai.karen.account.control.key;

import ai.karen.account.control.ApiKeys;
import ai.karen.account.control.DataOfUsers;
import ai.karen.account.entity.ApiKey;
import ai.karen.json.entity.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import java.util.UUID;

/** Somebody's keys, without what would be a key, for their export. Thread-safe. */
@ApplicationScoped
public class KeyData implements DataOfUsers {
  private final ApiKeys keys;

  /** For the container's client proxy. */
  protected KeyData() {
    this(null);
  }

  @Inject
  public KeyData(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  public String name() {
    return "api_keys";
  }

  @Override
  public JsonValue of(UUID user) {
    JsonArrayBuilder all = Json.createArrayBuilder();
    keys.of(user.toString()).forEach(key -> all.add(json(key)));
    return all.build();
  }

  private static JsonValue json(ApiKey key) {
    return Json.createObjectBuilder(KeyText.write(key)).remove("hash").build();
  }
}
