package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Place;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;

/** Somebody says something. Its parent may be missing: it may still wait on another node. */
final class Addition implements OwnersChange {

  @Override
  public Effect apply(Payload payload, Conversation conversation, Rows rows) {
    Place place = Places.of(payload);
    if (rows.find(Message.class, place.id()).isEmpty()) {
      rows.add(new Message(place, payload.text(Payload.ROLE), payload.text(Payload.CONTENT)));
      conversation.touch(payload.at());
    }
    return Effect.APPLIED;
  }
}
