package ai.karen.conversation.boundary;

import ai.karen.door.boundary.RequestEnd;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.AsyncContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * So many exports are written at a time, because each holds a thread for as long as its client
 * takes to read; and so few for one owner, that nobody keeps the others from theirs. Thread-safe.
 */
@ApplicationScoped
public class ExportTurns {
  static final int MOST = 64;
  static final int MOST_OF_ONE = 4;

  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final Map<String, Integer> running = new HashMap<>();
  private int all;

  /**
   * Takes a turn until the request is over.
   *
   * @throws ProblemException 429 when the owner has as many as one may, 503 when there is none
   */
  void take(String owner, AsyncContext request) {
    begin(owner);
    try {
      request.addListener(new RequestEnd(() -> end(owner)));
    } catch (IllegalStateException over) {
      end(owner);
      throw over;
    }
  }

  private synchronized void begin(String owner) {
    if (running.getOrDefault(owner, 0) >= MOST_OF_ONE) {
      throw new ProblemException(
          Problem.tooMany(
              "You have " + MOST_OF_ONE + " exports being written",
              COME_BACK,
              "Read one of them to its end."));
    }
    if (all >= MOST) {
      throw new ProblemException(
          Problem.unavailable("overloaded", "Too many exports are being written", COME_BACK));
    }
    running.merge(owner, 1, Integer::sum);
    all++;
  }

  private synchronized void end(String owner) {
    running.computeIfPresent(owner, (name, turns) -> turns > 1 ? turns - 1 : null);
    all--;
  }
}
