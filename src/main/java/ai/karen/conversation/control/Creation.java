package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Tombstone;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;
import java.util.Optional;

/** A conversation begins, unless it was deleted already. */
final class Creation implements Change {

  @Override
  public Effect apply(Payload payload, Rows rows) {
    if (isDeleted(payload, rows)) {
      return Effect.GONE;
    }
    Optional<Conversation> known = rows.find(Conversation.class, payload.conversation());
    if (known.isPresent()) {
      return known.get().isOf(payload.owner()) ? Effect.APPLIED : Effect.GONE;
    }
    rows.add(
        new Conversation(
            payload.conversation(),
            payload.owner(),
            payload.optional(Payload.TITLE),
            payload.at()));
    return Effect.APPLIED;
  }

  private static boolean isDeleted(Payload payload, Rows rows) {
    return rows.find(Tombstone.class, payload.conversation())
        .filter(tombstone -> tombstone.isOf(payload.owner()))
        .isPresent();
  }
}
