package ai.karen.problem.boundary;

import ai.karen.problem.entity.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that ends in a {@link ProblemException} when it turns out too large, or breaks off. */
class LimitedStream extends FilterInputStream {
  private final long limit;
  private long read;

  LimitedStream(InputStream body, long limit) {
    super(body);
    this.limit = limit;
  }

  @Override
  public int read() {
    int next = attempt(super::read);
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int got = attempt(() -> super.read(buffer, offset, length));
    count(Math.max(got, 0));
    return got;
  }

  private void count(int bytes) {
    read += bytes;
    if (read > limit) {
      throw new ProblemException(BodyProblems.tooLarge(limit));
    }
  }

  /** Only the connection can fail here, so that no such failure is the engine's. */
  private static int attempt(Source source) {
    try {
      return source.read();
    } catch (IOException broken) {
      throw new ProblemException(BodyProblems.incomplete());
    }
  }

  private interface Source {
    int read() throws IOException;
  }
}
