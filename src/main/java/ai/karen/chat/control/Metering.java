package ai.karen.chat.control;

import ai.karen.account.control.key.KeyUses;
import ai.karen.account.entity.Caller;
import ai.karen.chat.entity.ChatRequest;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.Reply;
import ai.karen.provider.entity.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletionStage;

/** Holds callers to the models and tokens that their keys have. Thread-safe. */
@ApplicationScoped
public class Metering {
  private final KeyUses uses;

  /** For the container's client proxy. */
  protected Metering() {
    this(null);
  }

  @Inject
  public Metering(KeyUses uses) {
    this.uses = uses;
  }

  /**
   * To be asked on the request's own thread, because it may block for up to 40 ms.
   *
   * @throws ProblemException 429 where the caller's tokens are used up
   */
  public void admit(Caller caller) {
    uses.admit(caller);
  }

  /**
   * @param model as the request names it
   * @throws ProblemException 403
   */
  public void requireModel(Caller caller, String model) {
    uses.requireModel(caller, model);
  }

  /** Counts what an answer costs, where that is limited. */
  public CompletionStage<Reply> count(
      Caller caller, ChatRequest request, CompletionStage<Reply> reply) {
    return uses.counts(caller)
        ? reply.thenApply(
            begun -> new MeteredReply(begun, request, tokens -> uses.spend(caller, tokens)))
        : reply;
  }

  /** Counts what an embedding cost. Blocks, for about a second at most. */
  public JsonObject count(Caller caller, JsonObject request, JsonObject answer) {
    if (uses.counts(caller)) {
      uses.spend(caller, cost(request, answer)).toCompletableFuture().join();
    }
    return answer;
  }

  private static long cost(JsonObject request, JsonObject answer) {
    long told =
        answer.get("usage") instanceof JsonObject usage ? Usage.of(usage).promptTokens() : 0;
    return told > 0 ? told : TokenEstimate.ofMessage(String.valueOf(request.get("input")));
  }
}
