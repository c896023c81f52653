package ai.karen.chat.boundary;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** Events that wait to be written. Guarded by whoever owns it. */
final class Backlog {
  private final Queue<byte[]> events = new ArrayDeque<>();
  private int bytes;

  void add(byte[] event) {
    events.add(event);
    bytes += event.length;
  }

  int bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /** All of them in one piece, in their order. */
  byte[] takeAll() {
    ByteBuffer all = ByteBuffer.allocate(bytes);
    events.forEach(all::put);
    clear();
    return all.array();
  }

  void clear() {
    events.clear();
    bytes = 0;
  }
}
