package ai.karen.door.boundary;

import ai.karen.problem.boundary.BodyProblems;
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

  /**
   * What one request has taken. Thread-safe: a request may end, by its timer or because its client
   * leaves, while a piece of its body is being read.
   */
  static final class Share {
    private final AtomicLong free;
    private long taken;
    private boolean isOver;

    Share(AtomicLong free) {
      this.free = free;
    }

    /**
     * @throws ProblemException 503 when nothing is left; 400, which nobody will read, when the
     *     request is over: what would be taken now would never be given back
     */
    synchronized void add(long bytes) {
      if (isOver) {
        throw new ProblemException(BodyProblems.incomplete());
      }
      if (free.addAndGet(-bytes) < 0) {
        // Kept until the request is over it would refuse others' small bodies, too.
        free.addAndGet(bytes);
        throw new ProblemException(
            Problem.unavailable(
                "overloaded", "Too many large requests are being answered", Duration.ofSeconds(1)));
      }
      taken += bytes;
    }

    /** From now on nothing is taken. */
    synchronized void giveBack() {
      isOver = true;
      free.addAndGet(taken);
      taken = 0;
    }
  }
}
