package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Tombstone;
import ai.karen.store.control.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Brings a conversation as a whole from one database to another. */
final class LocalCopy {
  /** Messages that are copied at once; a longer conversation is not held. */
  static final int MOST = 10_000;

  private static final String ID = "id";
  private static final String MESSAGES = " from Message m where m.conversationId = :id";

  private LocalCopy() {}

  /** What was deleted there is deleted here. */
  static Consumer<Rows> of(UUID aggregate, Rows database) {
    List<Object> rows = new ArrayList<>();
    database.find(Tombstone.class, aggregate).map(Tombstone::copy).ifPresent(rows::add);
    database.find(Conversation.class, aggregate).map(Conversation::copy).ifPresent(rows::add);
    messages(aggregate, database).forEach(message -> rows.add(message.copy()));
    return local -> {
      drop(aggregate, local);
      rows.forEach(local::add);
    };
  }

  private static List<Message> messages(UUID aggregate, Rows database) {
    Map<String, UUID> id = Map.of(ID, aggregate);
    if (database.list(Long.class, "select count(m)" + MESSAGES, id, 1).get(0) > MOST) {
      throw new IllegalStateException("a conversation is too long to be copied");
    }
    return database.list(Message.class, "select m" + MESSAGES, id, MOST);
  }

  static void drop(UUID aggregate, Rows local) {
    Map<String, UUID> id = Map.of(ID, aggregate);
    local.execute("delete from Message m where m.conversationId = :id", id);
    local.execute("delete from Conversation c where c.id = :id", id);
    local.execute("delete from ConversationTombstone t where t.aggregate = :id", id);
  }
}
