package ai.karen.conversation.control.memory;

import ai.karen.conversation.entity.Quantised;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A vector that others are compared with, in two ways: the product of all bytes, and, in less than
 * half of the time, how large that is at most. Immutable.
 *
 * <p>The bound leaves the lowest bit of every byte out and moves the rest above zero: seven bits.
 * Four such numbers in the lanes of a {@code long}, times four others in the opposite order, have
 * the sum of the four products in the highest lane; no lane overflows into the next.
 */
final class Query {
  /** Bytes that are compared at once. */
  static final int STEP = Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** What moves a byte above zero, in all of them. */
  private static final long SIGNS = 0x8080808080808080L;

  private static final long SEVEN_BITS = 0x007F007F007F007FL;
  private static final int LANE = Short.SIZE;
  private static final int LANES = Long.SIZE / LANE;
  private static final int HIGHEST = Long.SIZE - LANE;
  private static final int ZERO = 64;

  private final int[] dimensions;
  private final float scale;
  private final long[] even;
  private final long[] odd;
  private final int constant;

  private Query(byte[] dimensions, float scale) {
    this.dimensions = IntStream.range(0, dimensions.length).map(i -> dimensions[i]).toArray();
    this.scale = scale;
    int[] halves = Arrays.stream(this.dimensions).map(value -> value >> 1).toArray();
    this.even = packed(halves, 0);
    this.odd = packed(halves, 1);
    int moved = Arrays.stream(halves).map(half -> half + ZERO).sum();
    int positive = Arrays.stream(halves).map(half -> Math.max(half, 0)).sum();
    this.constant = 4 * ZERO * (ZERO * halves.length - moved) + 2 * positive;
  }

  static Query of(Quantised vector) {
    return new Query(padded(vector.dimensions()), vector.scale());
  }

  /** With zeros up to whole steps. */
  static byte[] padded(byte[] dimensions) {
    return Arrays.copyOf(dimensions, (dimensions.length + STEP - 1) / STEP * STEP);
  }

  float scale() {
    return scale;
  }

  /** What {@link #bound} has to add for a vector, whatever the query. */
  static int constant(byte[] vector) {
    int constant = 0;
    for (byte value : vector) {
      constant += Math.max(value, 0) - 4 * ZERO * ((value >> 1) + ZERO);
    }
    return constant;
  }

  private static long[] packed(int[] halves, int first) {
    long[] packed = new long[halves.length / STEP];
    for (int place = 0; place < packed.length; place++) {
      for (int lane = 0; lane < LANES; lane++) {
        long half = halves[place * STEP + first + 2 * lane] + ZERO;
        packed[place] |= half << LANE * (LANES - 1 - lane);
      }
    }
    return packed;
  }

  /**
   * At least {@link #product}: with {@code v = 2u + e} and {@code q = 2w + f}, of which {@code e}
   * and {@code f} are zero or one, {@code vq = 4uw + 2ew + vf}, which is at most {@code 4uw} and
   * twice the positive {@code w} and the positive {@code v}.
   *
   * @param constant of the vector
   */
  int bound(byte[] vectors, int offset, int constant) {
    long sum = 0;
    for (int place = 0; place < even.length; place++) {
      long bytes = (long) LONGS.get(vectors, offset + place * STEP) ^ SIGNS;
      sum += (bytes >>> 1 & SEVEN_BITS) * even[place] >>> HIGHEST;
      sum += (bytes >>> 1 + Byte.SIZE & SEVEN_BITS) * odd[place] >>> HIGHEST;
    }
    return 4 * (int) sum + this.constant + constant;
  }

  int product(byte[] vectors, int offset) {
    int sum = 0;
    for (int i = 0; i < dimensions.length; i++) {
      sum += dimensions[i] * vectors[offset + i];
    }
    return sum;
  }
}
