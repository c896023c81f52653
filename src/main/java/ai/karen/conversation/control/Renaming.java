package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;

/** A conversation gets another title. */
final class Renaming implements OwnersChange {

  @Override
  public Effect apply(Payload payload, Conversation conversation, Rows rows) {
    conversation.rename(payload.optional(Payload.TITLE), payload.at());
    return Effect.APPLIED;
  }
}
