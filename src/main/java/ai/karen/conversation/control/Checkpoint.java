package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;
import java.util.UUID;

/**
 * An answer that is being written has come so far. The first makes the message; it counts as
 * interrupted until the whole answer is there. A piece after a gap is left out: the whole comes
 * yet, or what is known stays.
 */
final class Checkpoint implements OwnersChange {

  @Override
  public Effect apply(Payload payload, Conversation conversation, Rows rows) {
    UUID writer = payload.id(Payload.WRITER);
    Message message =
        rows.find(Message.class, payload.id(Payload.MESSAGE))
            .orElseGet(() -> begin(payload, writer, rows));
    boolean follows =
        message.extend(writer, payload.number(Payload.OFFSET), payload.text(Payload.PIECE));
    conversation.touch(payload.at());
    return follows ? Effect.APPLIED : Effect.GONE;
  }

  private static Message begin(Payload payload, UUID writer, Rows rows) {
    Message message = Message.begun(Places.of(payload), writer);
    rows.add(message);
    return message;
  }
}
