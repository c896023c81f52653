package ai.karen.conversation.control;

import ai.karen.conversation.entity.Tombstone;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;
import java.util.UUID;

/**
 * An owner is gone for good: no conversation begins in their name any more, whichever node took it
 * and whenever it comes. Those that they had are deleted one by one.
 */
final class Leaving implements Change {

  /** The owner as an aggregate of conversations; nothing else is kept of it. */
  static UUID aggregate(String owner) {
    return DerivedIds.of("owner", owner);
  }

  @Override
  public Effect apply(Payload payload, Rows rows) {
    rows.put(new Tombstone(payload.conversation(), payload.owner(), payload.at()));
    return Effect.APPLIED;
  }
}
