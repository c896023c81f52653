package ai.karen.provider.adapter.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;

/** A body that gives one prepared piece for each request, on the asking thread, then ends. */
final class TestingBody implements Flow.Subscription {
  private final Deque<byte[]> pieces = new ArrayDeque<>();
  private final EventReader reader;
  private boolean closed;
  long requested;
  boolean cancelled;

  TestingBody(EventReader reader, List<byte[]> pieces) {
    this.reader = reader;
    this.pieces.addAll(pieces);
  }

  void open() {
    reader.onSubscribe(this);
  }

  @Override
  public void request(long count) {
    requested += count;
    for (long each = 0; each < count && !cancelled && !closed; each++) {
      give();
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  private void give() {
    if (pieces.isEmpty()) {
      closed = true;
      reader.onComplete();
    } else {
      reader.onNext(List.of(ByteBuffer.wrap(pieces.remove()).asReadOnlyBuffer()));
    }
  }
}
