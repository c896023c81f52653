package ai.karen.conversation.boundary;

import ai.karen.account.control.DataOfUsers;
import ai.karen.account.entity.Caller;
import ai.karen.json.entity.Json;
import ai.karen.store.control.StoreThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What other components keep of whoever has logged in. Thread-safe, never blocks. */
@ApplicationScoped
public class OwnersData {
  private final Instance<DataOfUsers> data;
  private final StoreThreads threads;

  /** For the container's client proxy. */
  protected OwnersData() {
    this(null, null);
  }

  @Inject
  public OwnersData(@Any Instance<DataOfUsers> data, StoreThreads threads) {
    this.data = data;
    this.threads = threads;
  }

  /** Nothing for API keys: theirs is only what was said. */
  CompletionStage<JsonObject> of(Caller caller) {
    return caller.session() == null
        ? CompletableFuture.completedFuture(JsonValue.EMPTY_JSON_OBJECT)
        : threads.supply(() -> of(UUID.fromString(caller.owner())));
  }

  private JsonObject of(UUID user) {
    JsonObjectBuilder all = Json.createObjectBuilder();
    data.forEach(each -> all.add(each.name(), each.of(user)));
    return all.build();
  }
}
