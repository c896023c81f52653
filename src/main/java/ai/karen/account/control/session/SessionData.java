package ai.karen.account.control.session;

import ai.karen.account.control.DataOfUsers;
import ai.karen.account.entity.LoginSession;
import ai.karen.json.entity.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import java.util.UUID;

/** Somebody's running sessions, for their export. Thread-safe. */
@ApplicationScoped
public class SessionData implements DataOfUsers {
  private final SessionEnds ends;

  /** For the container's client proxy. */
  protected SessionData() {
    this(null);
  }

  @Inject
  public SessionData(SessionEnds ends) {
    this.ends = ends;
  }

  @Override
  public String name() {
    return "sessions";
  }

  @Override
  public JsonValue of(UUID user) {
    JsonArrayBuilder all = Json.createArrayBuilder();
    ends.of(user).value().forEach(session -> all.add(json(session)));
    return all.build();
  }

  private static JsonValue json(LoginSession session) {
    return Json.createObjectBuilder()
        .add("id", session.id().toString())
        .add("device", session.device())
        .add("address", session.address())
        .add("created_at", session.createdAt().toString())
        .add("last_used_at", session.lastUsedAt().toString())
        .build();
  }
}
