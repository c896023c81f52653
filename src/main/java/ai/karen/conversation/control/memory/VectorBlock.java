package ai.karen.conversation.control.memory;

import ai.karen.conversation.entity.Quantised;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;

/** Room for some vectors, side by side. Whoever searches has seen what was put before. */
final class VectorBlock {
  /** Vectors, at most. */
  static final int SIZE = 4_096;

  /** Vectors that a block for few has room for: most people have said little. */
  static final int FEW = 64;

  /** The scale of a vector that is not there any more: nothing is less or more than it. */
  private static final float REMOVED = Float.NaN;

  private final int width;
  private final byte[] vectors;
  private final float[] scales;
  private final int[] constants;
  private final long[] ids;

  /**
   * @param width bytes of a vector, in whole steps
   * @param slots vectors
   */
  VectorBlock(int width, int slots) {
    this(width, new byte[slots * width], new float[slots], new int[slots], new long[2 * slots]);
  }

  private VectorBlock(int width, byte[] vectors, float[] scales, int[] constants, long[] ids) {
    this.width = width;
    this.vectors = vectors;
    this.scales = scales;
    this.constants = constants;
    this.ids = ids;
  }

  /** A copy with room for twice as many, {@link #SIZE} at most. */
  VectorBlock grown() {
    int slots = Math.min(SIZE, 2 * slots());
    return new VectorBlock(
        width,
        Arrays.copyOf(vectors, slots * width),
        Arrays.copyOf(scales, slots),
        Arrays.copyOf(constants, slots),
        Arrays.copyOf(ids, 2 * slots));
  }

  int slots() {
    return scales.length;
  }

  /** That it takes, full or not. */
  long bytes() {
    return (long) slots() * (width + 2 * Long.BYTES + Float.BYTES + Integer.BYTES);
  }

  void put(int slot, UUID message, Quantised vector) {
    byte[] dimensions = vector.dimensions();
    System.arraycopy(dimensions, 0, vectors, slot * width, dimensions.length);
    scales[slot] = vector.scale();
    constants[slot] = Query.constant(Query.padded(dimensions));
    ids[2 * slot] = message.getMostSignificantBits();
    ids[2 * slot + 1] = message.getLeastSignificantBits();
  }

  void remove(Set<UUID> messages, int end) {
    for (int slot = 0; slot < end; slot++) {
      if (messages.contains(id(slot))) {
        scales[slot] = REMOVED;
      }
    }
  }

  /**
   * @param best the closest so far, the least close first
   */
  void search(Query query, int end, int most, PriorityQueue<Found> best) {
    float least = least(most, best);
    for (int slot = 0; slot < end; slot++) {
      float scale = query.scale() * scales[slot];
      if (query.bound(vectors, slot * width, constants[slot]) * scale > least) {
        float score = query.product(vectors, slot * width) * scale;
        if (score > least) {
          keep(new Found(id(slot), score), most, best);
          least = least(most, best);
        }
      }
    }
  }

  private static void keep(Found found, int most, PriorityQueue<Found> best) {
    if (best.size() == most) {
      best.remove();
    }
    best.add(found);
  }

  /** What has to be exceeded. */
  private static float least(int most, PriorityQueue<Found> best) {
    return best.size() < most ? Float.NEGATIVE_INFINITY : best.element().score();
  }

  private UUID id(int slot) {
    return new UUID(ids[2 * slot], ids[2 * slot + 1]);
  }
}
