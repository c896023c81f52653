package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Tombstone;
import ai.karen.store.control.Piecemeal;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A conversation is deleted with all its messages, for good: what comes later finds nothing. */
final class Deletion implements Change {
  private static final String THOSE = " where m.conversationId = :id and m.createdAt > :from";
  private static final String TIMES =
      "select m.createdAt from Message m" + THOSE + " order by m.createdAt";
  private static final String MESSAGES =
      "delete from Message m" + THOSE + " and m.createdAt <= :until";
  private static final String VECTORS = "delete from MessageVector v where v.conversationId = :id";

  @Override
  public Effect apply(Payload payload, Rows rows) {
    Optional<Conversation> known = rows.lock(Conversation.class, payload.conversation());
    if (known.isEmpty()) {
      bury(payload, rows);
      return Effect.GONE;
    }
    Conversation conversation = known.get();
    if (!conversation.isOf(payload.owner()) || isStillUsed(conversation, payload)) {
      return Effect.GONE;
    }
    bury(payload, rows);
    Map<String, UUID> its = Map.of("id", payload.conversation());
    rows.execute(VECTORS, its);
    Piecemeal.delete(Instant.class, Instant.EPOCH, TIMES, MESSAGES, its, rows);
    rows.remove(conversation);
    return Effect.APPLIED;
  }

  /** A deletion for age loses to whatever was said since. */
  private static boolean isStillUsed(Conversation conversation, Payload payload) {
    return payload.has(Payload.IF_OLDER_THAN)
        && !conversation.updatedAt().isBefore(payload.time(Payload.IF_OLDER_THAN));
  }

  private static void bury(Payload payload, Rows rows) {
    rows.put(new Tombstone(payload.conversation(), payload.owner(), payload.at()));
  }
}
