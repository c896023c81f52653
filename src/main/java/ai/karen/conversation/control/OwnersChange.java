package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;

/** A change to a conversation that is there; another owner's counts as not there. */
interface OwnersChange extends Change {

  @Override
  default Effect apply(Payload payload, Rows rows) {
    return rows.lock(Conversation.class, payload.conversation())
        .filter(conversation -> conversation.isOf(payload.owner()))
        .map(conversation -> apply(payload, conversation, rows))
        .orElse(Effect.GONE);
  }

  Effect apply(Payload payload, Conversation conversation, Rows rows);
}
