package ai.karen.conversation.control.memory;

import ai.karen.conversation.entity.MessageVector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The vectors of one owner, and how far they have been read. Thread-safe. */
final class OwnersVectors {
  /**
   * Transactions do not end in the order of their rows' numbers; five nodes replay fifty each.
   * Every search reads these again.
   */
  private static final long OVERLAP = 250;

  /** That each of them takes in the map. */
  private static final long RECENT_BYTES = 100;

  private final VectorIndex index;
  private final Map<UUID, Long> recent = new HashMap<>();
  private long latest;

  OwnersVectors(int dimensions) {
    this.index = new VectorIndex(dimensions);
  }

  VectorIndex index() {
    return index;
  }

  /** That they take. */
  synchronized long bytes() {
    return index.bytes() + RECENT_BYTES * recent.size();
  }

  /** After which number to read on. */
  synchronized long from() {
    return Math.max(0, latest - OVERLAP);
  }

  /**
   * Takes what is new among these. Several may read the same at once: what lies before the point to
   * read on from was taken.
   */
  synchronized void add(List<MessageVector> vectors) {
    long taken = from();
    for (MessageVector vector : vectors) {
      if (vector.number() > taken
          && recent.putIfAbsent(vector.messageId(), vector.number()) == null) {
        index.add(vector.messageId(), vector.vector());
      }
      latest = Math.max(latest, vector.number());
    }
    long from = from();
    recent.values().removeIf(number -> number <= from);
  }
}
