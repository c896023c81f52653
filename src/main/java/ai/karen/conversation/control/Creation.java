package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;

/** A conversation begins, unless it was deleted already, or its owner is gone. */
final class Creation implements Change {

  @Override
  public Effect apply(Payload payload, Rows rows) {
    if (Graves.have(payload.conversation(), payload.owner(), rows)) {
      return Effect.GONE;
    }
    return rows.find(Conversation.class, payload.conversation())
        .map(known -> again(known, payload))
        .orElseGet(() -> begin(payload, rows));
  }

  private static Effect begin(Payload payload, Rows rows) {
    rows.add(
        new Conversation(
            payload.conversation(),
            payload.owner(),
            payload.optional(Payload.TITLE),
            payload.at(),
            payload.fingerprint()));
    return Effect.APPLIED;
  }

  private static Effect again(Conversation known, Payload payload) {
    if (!known.isOf(payload.owner())) {
      return Effect.GONE;
    }
    return known.isBegunBy(payload.fingerprint()) ? Effect.APPLIED : Effect.REUSED;
  }
}
