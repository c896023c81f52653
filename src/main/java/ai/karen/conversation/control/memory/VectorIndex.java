package ai.karen.conversation.control.memory;

import ai.karen.conversation.entity.Quantised;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Vectors of one owner's messages in memory: 408 bytes for each of 384 dimensions. Thread-safe; a
 * search sees what was added before it.
 */
final class VectorIndex {
  private static final int BLOCK = VectorBlock.SIZE;

  private final int dimensions;
  private final int width;
  private final List<VectorBlock> blocks = new CopyOnWriteArrayList<>();
  private volatile int size;

  VectorIndex(int dimensions) {
    this.dimensions = dimensions;
    this.width = Query.padded(new byte[dimensions]).length;
  }

  int size() {
    return size;
  }

  /** Bytes that the vectors take, and the room for the next ones. */
  long bytes() {
    return blocks.stream().mapToLong(VectorBlock::bytes).sum();
  }

  /** Of another length than the others it is left out: it is of another model. */
  synchronized void add(UUID message, Quantised vector) {
    if (vector.dimensions().length != dimensions) {
      return;
    }
    int place = size;
    roomFor(place).put(place % BLOCK, message, vector);
    // Written last: who reads it finds the vector.
    size = place + 1;
  }

  private VectorBlock roomFor(int place) {
    int number = place / BLOCK;
    if (number == blocks.size()) {
      blocks.add(new VectorBlock(width, number == 0 ? VectorBlock.FEW : BLOCK));
    }
    if (place % BLOCK == blocks.get(number).slots()) {
      // Who searches in the smaller one meanwhile finds all that it looks for.
      blocks.set(number, blocks.get(number).grown());
    }
    return blocks.get(number);
  }

  /** Nobody finds them any more; their places stay empty. */
  synchronized void remove(Set<UUID> messages) {
    int end = size;
    for (int start = 0; start < end; start += BLOCK) {
      blocks.get(start / BLOCK).remove(messages, Math.min(BLOCK, end - start));
    }
  }

  /** The closest first. */
  List<Found> search(Quantised asked, int most) {
    Query query = Query.of(asked);
    PriorityQueue<Found> best = new PriorityQueue<>(Comparator.comparingDouble(Found::score));
    int end = size;
    for (int start = 0; start < end; start += BLOCK) {
      blocks.get(start / BLOCK).search(query, Math.min(BLOCK, end - start), most, best);
    }
    List<Found> found = new ArrayList<>(best);
    found.sort(Comparator.comparingDouble(Found::score).reversed());
    return found;
  }
}
