package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Tombstone;
import ai.karen.store.control.Rows;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Brings a conversation as a whole from one database to another. */
final class LocalCopy {
  private static final String ID = "id";

  private LocalCopy() {}

  /** What was deleted there is deleted here; what has seen as many changes is the same. */
  static void take(UUID aggregate, Rows database, Rows local) {
    if (isCurrent(aggregate, database, local)) {
      return;
    }
    drop(aggregate, local);
    database.find(Tombstone.class, aggregate).ifPresent(tombstone -> local.add(tombstone.copy()));
    database
        .find(Conversation.class, aggregate)
        .ifPresent(conversation -> local.add(conversation.copy()));
    database
        .list(
            Message.class,
            "select m from Message m where m.conversationId = :id",
            Map.of(ID, aggregate),
            Integer.MAX_VALUE)
        .forEach(message -> local.add(message.copy()));
  }

  private static boolean isCurrent(UUID aggregate, Rows database, Rows local) {
    Optional<Long> there = database.find(Conversation.class, aggregate).map(Conversation::revision);
    Optional<Long> here = local.find(Conversation.class, aggregate).map(Conversation::revision);
    return there.isPresent() && there.equals(here);
  }

  static void drop(UUID aggregate, Rows local) {
    Map<String, UUID> id = Map.of(ID, aggregate);
    local.execute("delete from Message m where m.conversationId = :id", id);
    local.execute("delete from Conversation c where c.id = :id", id);
    local.execute("delete from ConversationTombstone t where t.aggregate = :id", id);
  }
}
