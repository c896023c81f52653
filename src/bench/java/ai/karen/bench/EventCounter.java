package ai.karen.bench;

import java.nio.ByteBuffer;

/** Counts server-sent events; comments are none. Not thread-safe. */
final class EventCounter {
  private static final int LENGTH_OF_END_MARK = "data: [DONE]\n".length();

  private int count;
  private int length;
  private boolean comment;
  private boolean lineEnded;
  private boolean done;

  int count() {
    return count;
  }

  boolean isDone() {
    return done;
  }

  void reset() {
    count = 0;
    length = 0;
    lineEnded = false;
    done = false;
  }

  void feed(ByteBuffer bytes, int many) {
    for (int taken = 0; taken < many; taken++) {
      take(bytes.get());
    }
  }

  private void take(byte next) {
    if (next == '\n' && lineEnded) {
      endOfEvent();
      return;
    }
    if (length == 0) {
      comment = next == ':';
    }
    length++;
    lineEnded = next == '\n';
  }

  private void endOfEvent() {
    if (!comment) {
      count++;
      // No other event is as short.
      done = length == LENGTH_OF_END_MARK;
    }
    length = 0;
    lineEnded = false;
  }
}
