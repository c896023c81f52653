package ai.karen.provider.control;

import ai.karen.json.entity.Json;
import ai.karen.provider.entity.Delta;
import ai.karen.provider.entity.Usage;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Makes the pieces of another attempt fit behind those that the caller has: the stream keeps its
 * {@code id} and {@code created}, says nothing twice and sums the tokens. Used by one thread at a
 * time.
 */
final class Splice {
  private final Transcript before;
  private final Joint joint;
  private final Usage usageBefore;

  Splice(Transcript before, Joint joint, Usage usageBefore) {
    this.before = before;
    this.joint = joint;
    this.usageBefore = usageBefore;
  }

  /**
   * @return what the caller is to get of this piece, if anything
   * @throws AnotherAnswer when the attempt does not fit
   */
  Optional<Delta> fit(Delta delta) throws AnotherAnswer {
    if (!(delta.json().get("choices") instanceof JsonArray choices) || choices.isEmpty()) {
      return Optional.of(Delta.of(renewed(delta).build()));
    }
    JsonObject choice = choices.getJsonObject(0);
    JsonObject said = fitted(choice, delta.finishes());
    if (said.isEmpty() && !delta.finishes()) {
      return Optional.empty();
    }
    JsonObject fitted = Json.createObjectBuilder(choice).add("delta", said).build();
    JsonObjectBuilder chunk = renewed(delta);
    return Optional.of(
        Delta.of(chunk.add("choices", Json.createArrayBuilder().add(fitted)).build()));
  }

  private JsonObject fitted(JsonObject choice, boolean finishes) throws AnotherAnswer {
    JsonObjectBuilder said = Json.createObjectBuilder();
    boolean more = false;
    if (choice.get("delta") instanceof JsonObject original) {
      for (var field : original.entrySet()) {
        if (!Transcript.TEXTUAL.contains(field.getKey()) && !Delta.isNothing(field.getValue())) {
          said.add(field.getKey(), field.getValue());
          more = true;
        }
      }
    }
    String text = text(choice);
    String fresh = joint.next(text).orElseThrow(AnotherAnswer::new);
    if (finishes || more) {
      fresh += joint.end().orElseThrow(AnotherAnswer::new);
    }
    if (!fresh.isEmpty()) {
      said.add("content", fresh);
    }
    return said.build();
  }

  private static String text(JsonObject choice) {
    return choice.get("delta") instanceof JsonObject said
            && said.get("content") instanceof JsonString content
        ? content.getString()
        : "";
  }

  private JsonObjectBuilder renewed(Delta delta) {
    JsonObjectBuilder chunk = Json.createObjectBuilder(delta.json());
    keep(chunk, "id");
    keep(chunk, "created");
    if (delta.json().get("usage") instanceof JsonObject usage) {
      chunk.add("usage", usageBefore.addedTo(usage));
    }
    return chunk;
  }

  private void keep(JsonObjectBuilder chunk, String member) {
    JsonValue value = before.first(member);
    if (value != null) {
      chunk.add(member, value);
    }
  }
}
