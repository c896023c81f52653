package ai.karen.chat.control;

import ai.karen.conversation.control.RequestIdentity;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The answers that this node is making, so that a repeated request does not make another one. */
@ApplicationScoped
public class RunningAnswers {
  private final Set<UUID> running = ConcurrentHashMap.newKeySet();

  /**
   * @return to be run when the answer is over, however it ended; any number of times
   * @throws ProblemException 409 where the same request is being answered
   */
  Runnable claim(RequestIdentity request) {
    if (!request.keyed()) {
      return () -> {};
    }
    if (!running.add(request.operation())) {
      throw inProgress();
    }
    Once release = new Once(() -> running.remove(request.operation()));
    return release::run;
  }

  private static ProblemException inProgress() {
    return new ProblemException(
        new Problem(
            409,
            "invalid_request_error",
            "in_progress",
            "The request with this Idempotency-Key is being answered right now",
            null,
            List.of("Repeat it a little later to get the same answer"),
            Duration.ofSeconds(1),
            true));
  }
}
