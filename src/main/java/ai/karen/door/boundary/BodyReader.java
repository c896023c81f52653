package ai.karen.door.boundary;

import ai.karen.problem.boundary.BodyProblems;
import ai.karen.problem.entity.ProblemException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Collects one body, whenever a piece of it is there. The container calls it from one thread at a
 * time.
 */
final class BodyReader implements ReadListener {
  private static final int PIECE = 16_384;

  /**
   * More of a whole body's size that it takes at most: as bytes, as text, in a parser's buffers, as
   * a tree and on its way to a provider. Measured in a small heap.
   */
  static final int COPIES = 5;

  /** More still of a wide one. */
  static final int WIDE_COPIES = 5;

  private final ServletInputStream stream;
  private final BodyLimit limit;
  private final BodyMemory.Share share;
  private final CompletableFuture<byte[]> whole;
  private final BodyPieces collected = new BodyPieces();

  /**
   * @param whole gets the body, or a {@link ProblemException}
   */
  BodyReader(
      ServletInputStream stream,
      BodyLimit limit,
      BodyMemory.Share share,
      CompletableFuture<byte[]> whole) {
    this.stream = stream;
    this.limit = limit;
    this.share = share;
    this.whole = whole;
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] piece = new byte[PIECE];
    // Nobody reads on once the request has been answered.
    while (!whole.isDone() && stream.isReady()) {
      int length = stream.read(piece);
      if (length < 0) {
        return;
      }
      add(piece, length);
    }
  }

  @Override
  public void onAllDataRead() {
    try {
      whole.complete(finish());
    } catch (ProblemException refusal) {
      refuse(refusal);
    }
  }

  @Override
  public void onError(Throwable broken) {
    whole.completeExceptionally(new ProblemException(BodyProblems.incomplete()));
  }

  private byte[] finish() {
    long size = collected.size();
    share.add(size * COPIES);
    byte[] body = collected.takeAll();
    if (JsonBody.isWide(body)) {
      share.add(size * WIDE_COPIES);
    }
    return body;
  }

  private void add(byte[] piece, int length) {
    try {
      share.add(length);
      collected.add(piece, length);
      limit.requireFit(collected.size());
    } catch (ProblemException refusal) {
      refuse(refusal);
    }
  }

  private void refuse(ProblemException refusal) {
    collected.clear();
    whole.completeExceptionally(refusal);
  }
}
