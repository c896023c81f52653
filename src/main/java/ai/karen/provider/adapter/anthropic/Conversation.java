package ai.karen.provider.adapter.anthropic;

import ai.karen.json.entity.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A conversation in the vendor's order: instructions apart, the roles taking turns. Results of
 * tools are the user's, and all results of one turn stand in one message, as the vendor demands.
 */
final class Conversation {
  private final List<String> instructions = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();

  private record Turn(String role, List<JsonObject> blocks) {}

  private Conversation() {}

  static Conversation of(List<JsonObject> messages) {
    Conversation conversation = new Conversation();
    messages.forEach(conversation::take);
    return conversation;
  }

  /** Adds to the system prompt. */
  void instruct(String instruction) {
    if (!instruction.isBlank()) {
      instructions.add(instruction);
    }
  }

  Optional<String> system() {
    return instructions.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join("\n\n", instructions));
  }

  JsonArray messages() {
    JsonArrayBuilder messages = Json.createArrayBuilder();
    for (int index = 0; index < turns.size(); index++) {
      messages.add(message(turns.get(index), index == turns.size() - 1));
    }
    return messages.build();
  }

  private void take(JsonObject message) {
    String role = Fields.text(message, "role", "user");
    switch (role) {
      case "system", "developer" -> instruct(MessageBlocks.words(message));
      case "assistant" -> say("assistant", MessageBlocks.ofAssistant(message));
      case "tool" -> say("user", List.of(MessageBlocks.ofResult(message)));
      case "user" -> say("user", MessageBlocks.ofUser(message));
      default ->
          throw Fields.unsupported("messages of the role " + role + " can't go to Anthropic");
    }
  }

  private void say(String role, List<JsonObject> blocks) {
    if (blocks.isEmpty()) {
      return;
    }
    if (turns.isEmpty() || !turns.get(turns.size() - 1).role().equals(role)) {
      turns.add(new Turn(role, new ArrayList<>()));
    }
    turns.get(turns.size() - 1).blocks().addAll(blocks);
  }

  private static JsonObject message(Turn turn, boolean last) {
    boolean prefill = last && turn.role().equals("assistant");
    JsonArrayBuilder content = Json.createArrayBuilder();
    turn.blocks().stream()
        .map(block -> prefill ? MessageBlocks.withoutTrailingSpace(block) : block)
        .forEach(content::add);
    return Json.createObjectBuilder().add("role", turn.role()).add("content", content).build();
  }
}
