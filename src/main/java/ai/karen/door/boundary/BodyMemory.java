package ai.karen.door.boundary;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.AsyncContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The part of the heap that requests' bodies may fill together, from the first byte until the
 * answer is complete. Thread-safe.
 */
@ApplicationScoped
public class BodyMemory {
  private static final int FRACTION = 2;

  private final AtomicLong free;

  public BodyMemory() {
    this(Runtime.getRuntime().maxMemory() / FRACTION);
  }

  BodyMemory(long bytes) {
    this.free = new AtomicLong(bytes);
  }

  /** A share that is given back when the request has been answered. */
  Share open(AsyncContext request) {
    Share share = new Share(free);
    request.addListener(new RequestEnd(share::giveBack));
    return share;
  }

  long free() {
    return free.get();
  }

  /** What one request has taken. Once it was given back, what still comes takes nothing. */
  static final class Share {
    private final AtomicLong free;
    private long taken;
    private boolean closed;

    Share(AtomicLong free) {
      this.free = free;
    }

    /**
     * @throws ProblemException 503 when nothing is left
     */
    synchronized void add(long bytes) {
      if (closed) {
        return;
      }
      taken += bytes;
      if (free.addAndGet(-bytes) < 0) {
        throw new ProblemException(
            Problem.unavailable(
                "overloaded", "Too many large requests are being answered", Duration.ofSeconds(1)));
      }
    }

    synchronized void giveBack() {
      closed = true;
      free.addAndGet(taken);
      taken = 0;
    }
  }
}
