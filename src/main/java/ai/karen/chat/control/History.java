package ai.karen.chat.control;

import ai.karen.conversation.entity.Message;
import ai.karen.json.entity.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;

/**
 * What a model is told of a conversation. Where it is more than the model takes, whole messages are
 * left out, the oldest first, until the rest fits and begins with a question; a leading system
 * message stays, and so does the newest question, whatever its length.
 */
final class History {
  private static final String SYSTEM = "system";

  private History() {}

  /**
   * @param before the oldest first
   * @param budget in estimated tokens
   * @return in the form of chat completions
   */
  static JsonArray messages(List<Message> before, Message question, int budget) {
    JsonArrayBuilder messages = Json.createArrayBuilder();
    fitting(before, question, budget).forEach(message -> messages.add(json(message)));
    return messages.build();
  }

  static List<Message> fitting(List<Message> before, Message question, int budget) {
    LinkedList<Message> said = new LinkedList<>(before);
    // An answer that broke off before its first word says nothing.
    said.removeIf(message -> message.content().isEmpty());
    List<Message> fitting = new ArrayList<>();
    if (!said.isEmpty() && said.getFirst().role().equals(SYSTEM)) {
      fitting.add(said.removeFirst());
    }
    said.add(question);
    long left = budget - tokens(fitting);
    long needed = tokens(said);
    boolean shortened = false;
    while (said.size() > 1 && (needed > left || shortened && !isQuestion(said.getFirst()))) {
      needed -= TokenEstimate.ofMessage(said.removeFirst().content());
      shortened = true;
    }
    fitting.addAll(said);
    return fitting;
  }

  private static boolean isQuestion(Message message) {
    return message.role().equals(Message.USER);
  }

  private static long tokens(List<Message> messages) {
    return messages.stream().mapToLong(message -> TokenEstimate.ofMessage(message.content())).sum();
  }

  private static JsonObject json(Message message) {
    return Json.createObjectBuilder()
        .add("role", message.role())
        .add("content", message.content())
        .build();
  }
}
