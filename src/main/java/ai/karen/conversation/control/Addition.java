package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Place;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;
import java.util.Optional;

/** Somebody says something. Its parent may be missing: it may still wait on another node. */
final class Addition implements OwnersChange {

  @Override
  public Effect apply(Payload payload, Conversation conversation, Rows rows) {
    Place place = Places.of(payload);
    Optional<Message> known = rows.find(Message.class, place.id());
    if (known.isPresent()) {
      return known.get().isBroughtBy(payload.fingerprint()) ? Effect.APPLIED : Effect.REUSED;
    }
    rows.add(message(place, payload));
    conversation.touch(payload.at());
    return Effect.APPLIED;
  }

  private static Message message(Place place, Payload payload) {
    return new Message(
        place, payload.text(Payload.ROLE), payload.text(Payload.CONTENT), payload.fingerprint());
  }
}
