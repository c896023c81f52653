package ai.karen.door.boundary;

import ai.karen.door.control.AnswerThreads;
import ai.karen.problem.entity.Causes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Answers suspended requests of JAX-RS, on the threads that are there for it. Thread-safe. */
@ApplicationScoped
public class SuspendedAnswers {
  private final AnswerThreads threads;

  /** For the container's client proxy. */
  protected SuspendedAnswers() {
    this(null);
  }

  @Inject
  public SuspendedAnswers(AnswerThreads threads) {
    this.threads = threads;
  }

  /** Answers with what the stage brings, or with its failure. */
  public void answer(CompletionStage<?> answer, AsyncResponse response) {
    answer(answer, response, UnaryOperator.identity());
  }

  /**
   * @param explained what a failure, out of its wrapping, is told as
   */
  public void answer(
      CompletionStage<?> answer, AsyncResponse response, UnaryOperator<Throwable> explained) {
    answer.whenCompleteAsync(
        (whole, failure) -> resume(whole, failure, response, explained), threads);
  }

  /** Two calls, because a failure that is given as an object is written out as the answer. */
  private static void resume(
      Object whole, Throwable failure, AsyncResponse response, UnaryOperator<Throwable> explained) {
    if (failure == null) {
      response.resume(whole);
    } else {
      response.resume(explained.apply(Causes.of(failure)));
    }
  }
}
