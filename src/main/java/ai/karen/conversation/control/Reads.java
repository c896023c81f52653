package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Position;
import ai.karen.store.control.Rows;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is asked of the rows of conversations. */
final class Reads {
  private static final String ID = "id";
  private static final String AT = "at";
  private static final String CONVERSATION = "conversation";

  private Reads() {}

  static Optional<Conversation> conversation(Rows rows, UUID id, String owner) {
    return rows.find(Conversation.class, id).filter(conversation -> conversation.isOf(owner));
  }

  /**
   * The most recent first.
   *
   * @param after null for the first page
   */
  static List<Conversation> conversations(Rows rows, String owner, Position after, int most) {
    Map<String, Object> parameters = new HashMap<>(Map.of("owner", owner));
    return rows.list(
        Conversation.class,
        "select c from Conversation c where c.owner = :owner"
            + beyond("c.updatedAt", "c.id", "<", after, parameters)
            + " order by c.updatedAt desc, c.id desc",
        parameters,
        most);
  }

  /** Whatever nobody touched since, the oldest first. */
  static List<Conversation> olderThan(Rows rows, Instant limit, Position after, int most) {
    Map<String, Object> parameters = new HashMap<>(Map.of("limit", limit));
    return rows.list(
        Conversation.class,
        "select c from Conversation c where c.updatedAt < :limit"
            + beyond("c.updatedAt", "c.id", ">", after, parameters)
            + " order by c.updatedAt, c.id",
        parameters,
        most);
  }

  /** The oldest first. */
  static List<Message> messages(Rows rows, UUID conversation, Position after, int most) {
    Map<String, Object> parameters = new HashMap<>(Map.of(CONVERSATION, conversation));
    return rows.list(
        Message.class,
        "select m from Message m where m.conversationId = :conversation"
            + beyond("m.createdAt", "m.id", ">", after, parameters)
            + " order by m.createdAt, m.id",
        parameters,
        most);
  }

  static List<Message> newest(Rows rows, UUID conversation, int most) {
    return rows.list(
        Message.class,
        "select m from Message m where m.conversationId = :conversation"
            + " order by m.createdAt desc, m.id desc",
        Map.of(CONVERSATION, conversation),
        most);
  }

  static Optional<Message> message(Rows rows, UUID conversation, UUID id) {
    return rows.find(Message.class, id)
        .filter(message -> message.conversationId().equals(conversation));
  }

  private static String beyond(
      String time, String id, String sign, Position after, Map<String, Object> parameters) {
    if (after == null) {
      return "";
    }
    parameters.put(AT, after.at());
    parameters.put(ID, after.id());
    return " and (%1$s %3$s :at or %1$s = :at and %2$s %3$s :id)".formatted(time, id, sign);
  }
}
