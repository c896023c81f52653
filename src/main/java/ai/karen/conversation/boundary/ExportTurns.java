package ai.karen.conversation.boundary;

import ai.karen.door.boundary.RequestEnd;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.AsyncContext;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * So many exports are written at a time, because each holds a thread for as long as its client
 * takes to read. Thread-safe.
 */
@ApplicationScoped
public class ExportTurns {
  static final int MOST = 64;

  private final Semaphore turns = new Semaphore(MOST);

  /**
   * Takes a turn until the request is over.
   *
   * @throws ProblemException 503 when there is none
   */
  void take(AsyncContext request) {
    if (!turns.tryAcquire()) {
      throw new ProblemException(
          Problem.unavailable(
              "overloaded", "Too many exports are being written", Duration.ofSeconds(5)));
    }
    AtomicBoolean over = new AtomicBoolean();
    request.addListener(
        new RequestEnd(
            () -> {
              if (over.compareAndSet(false, true)) {
                turns.release();
              }
            }));
  }
}
