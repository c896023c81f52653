package ai.karen.conversation.control.memory;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.MessageVector;
import ai.karen.conversation.entity.Quantised;
import ai.karen.json.entity.Json;
import ai.karen.store.control.AggregateKind;
import ai.karen.store.control.Notes;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/** Meanings of messages, as the stores see them: notes that may come late or not at all. */
@ApplicationScoped
public class VectorKind implements AggregateKind {
  private static final String TYPE = "message.embedded";
  private static final int VERSION = 1;

  static Operation operation(
      UUID id, UUID message, UUID conversation, String model, Quantised vector, Instant at) {
    JsonObject payload =
        Json.createObjectBuilder()
            .add("message", message.toString())
            .add("conversation", conversation.toString())
            .add("model", model)
            .add("scale", vector.scale())
            .add("dimensions", Base64.getEncoder().encodeToString(vector.dimensions()))
            .build();
    return new Operation(id, Notes.aggregate(id), TYPE, VERSION, at, payload.toString(), "");
  }

  @Override
  public Set<String> types() {
    return Set.of(TYPE);
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Set<Class<?>> rows() {
    return Set.of(MessageVector.class);
  }

  @Override
  public UUID locks(Operation operation) {
    return conversation(Json.readObject(operation.payload()));
  }

  /**
   * Of a conversation that is not there any more nothing is kept, and none goes meanwhile: who
   * deletes one waits, as everybody who changes it, and deletes its vectors after that.
   */
  @Override
  public Effect apply(Operation operation, Rows rows) {
    JsonObject payload = Json.readObject(operation.payload());
    UUID message = UUID.fromString(payload.getString("message"));
    UUID conversation = conversation(payload);
    rows.lock(Conversation.class, conversation)
        .filter(known -> rows.find(MessageVector.class, message).isEmpty())
        .ifPresent(
            known ->
                rows.add(
                    new MessageVector(
                        message,
                        conversation,
                        known.owner(),
                        payload.getString("model"),
                        vector(payload))));
    return Effect.APPLIED;
  }

  @Override
  public void forget(UUID aggregate, Rows local) {
    // There is no copy: it is searched in the database, and would be as large as all messages.
  }

  private static UUID conversation(JsonObject payload) {
    return UUID.fromString(payload.getString("conversation"));
  }

  private static Quantised vector(JsonObject payload) {
    return new Quantised(
        (float) payload.getJsonNumber("scale").doubleValue(),
        Base64.getDecoder().decode(payload.getString("dimensions")));
  }
}
