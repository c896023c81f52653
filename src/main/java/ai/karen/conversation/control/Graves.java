package ai.karen.conversation.control;

import ai.karen.conversation.entity.Tombstone;
import ai.karen.store.control.Rows;
import java.util.UUID;

/** What owners deleted for good, and owners who are gone. */
final class Graves {
  private Graves() {}

  /** Whether a conversation of an owner must not be there any more. */
  static boolean have(UUID conversation, String owner, Rows rows) {
    return isBuried(conversation, owner, rows) || isBuried(Leaving.aggregate(owner), owner, rows);
  }

  private static boolean isBuried(UUID aggregate, String owner, Rows rows) {
    return rows.find(Tombstone.class, aggregate)
        .filter(tombstone -> tombstone.isOf(owner))
        .isPresent();
  }
}
