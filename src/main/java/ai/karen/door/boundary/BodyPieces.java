package ai.karen.door.boundary;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that come one piece after the other, in hardly more memory than they take: one array that
 * doubles when it is full takes three times as much while it grows. Not thread-safe.
 */
final class BodyPieces {
  private static final int SMALLEST = 1_024;
  private static final int LARGEST = 64 * 1_024;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] last = new byte[0];
  private int used;
  private int size;

  /** Takes so many bytes from the piece's beginning; the piece may be used again. */
  void add(byte[] piece, int length) {
    int taken = 0;
    while (taken < length) {
      if (used == last.length) {
        grow();
      }
      int fitting = Math.min(length - taken, last.length - used);
      System.arraycopy(piece, taken, last, used, fitting);
      used += fitting;
      taken += fitting;
    }
    size += length;
  }

  int size() {
    return size;
  }

  /** All of them in one piece; here nothing is left. */
  byte[] takeAll() {
    byte[] all = new byte[size];
    int at = 0;
    for (byte[] block : full) {
      System.arraycopy(block, 0, all, at, block.length);
      at += block.length;
    }
    System.arraycopy(last, 0, all, at, used);
    clear();
    return all;
  }

  void clear() {
    full.clear();
    last = new byte[0];
    used = 0;
    size = 0;
  }

  private void grow() {
    if (used > 0) {
      full.add(last);
    }
    last = new byte[Math.max(SMALLEST, Math.min(LARGEST, size))];
    used = 0;
  }
}
