package ai.karen.chat.control;

import ai.karen.chat.entity.ChatRequest;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.control.Chain;
import ai.karen.provider.control.Deadline;
import ai.karen.provider.control.ModelNames;
import ai.karen.provider.control.Question;
import ai.karen.provider.control.Reply;
import ai.karen.provider.control.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** One turn, from the request to the answer that begins. Thread-safe, never blocks. */
@ApplicationScoped
public class ChatTurn {
  private final ModelNames names;
  private final Chain chain;

  /** For the container's client proxy. */
  protected ChatTurn() {
    this(null, null);
  }

  @Inject
  public ChatTurn(ModelNames names, Chain chain) {
    this.names = names;
    this.chain = chain;
  }

  /**
   * @param cancellation to be used when the caller goes away
   * @return completes with the first token; fails with a {@link
   *     ai.karen.problem.entity.ProblemException}
   */
  public CompletionStage<Reply> begin(
      ChatRequest request, String requestId, Deadline deadline, Cancellation cancellation) {
    return names
        .resolve(request.model())
        .thenApply(route -> question(request, requestId, route, deadline, cancellation))
        .thenCompose(chain::ask);
  }

  private static Question question(
      ChatRequest request,
      String requestId,
      Route route,
      Deadline deadline,
      Cancellation cancellation) {
    return new Question(
        requestId, route, request.body(), request.isStreaming(), deadline, cancellation);
  }
}
