package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Place;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;

/** An answer is whole. It carries the whole text, so that no checkpoint needs to have come. */
final class Completion implements OwnersChange {

  @Override
  public Effect apply(Payload payload, Conversation conversation, Rows rows) {
    Place place = Places.of(payload);
    Message message =
        rows.find(Message.class, place.id()).orElseGet(() -> begin(place, payload, rows));
    message.complete(
        payload.text(Payload.CONTENT),
        payload.optional(Payload.MODEL),
        payload.optional(Payload.KAREN));
    conversation.touch(payload.at());
    return Effect.APPLIED;
  }

  private static Message begin(Place place, Payload payload, Rows rows) {
    Message message = Message.begun(place, payload.id(Payload.WRITER));
    rows.add(message);
    return message;
  }
}
