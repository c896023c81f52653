package ai.karen.conversation.control;

import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;

/** One kind of change to a conversation. Depends on nothing but its arguments. */
interface Change {

  Effect apply(Payload payload, Rows rows);
}
