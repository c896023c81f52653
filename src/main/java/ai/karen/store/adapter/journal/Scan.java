package ai.karen.store.adapter.journal;

import java.io.IOException;

/** Reads one segment's content. Not thread-safe. */
final class Scan {
  private final long sequence;
  private final byte[] content;

  Scan(long sequence, byte[] content) {
    this.sequence = sequence;
    this.content = content;
  }

  /**
   * Hands each good record on until a bad one, the content's end or the limit.
   *
   * @param limit negative for none
   * @return where it stopped
   */
  int walk(long limit, Action action) throws IOException {
    int offset = SegmentHeader.LENGTH;
    while (limit < 0 || offset < limit) {
      Frame frame = Frame.decode(sequence, content, 0, offset);
      if (frame == null) {
        return offset;
      }
      action.accept(frame);
      offset = frame.end();
    }
    return offset;
  }

  /**
   * Whether a good record says that more had been forced when it was written: then the record at
   * that place was whole once, and is not just the end that a loss of power tore.
   */
  boolean forcedBeyond(int end) {
    for (int offset = end + 1; offset <= content.length - Frame.OVERHEAD; offset++) {
      Frame frame = Frame.decode(sequence, content, 0, offset);
      if (frame != null && frame.forced() > end) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is any good record. */
  boolean holdsAnything() {
    for (int offset = 0; offset <= content.length - Frame.OVERHEAD; offset++) {
      if (Frame.decode(sequence, content, 0, offset) != null) {
        return true;
      }
    }
    return false;
  }

  interface Action {
    void accept(Frame frame) throws IOException;
  }
}
