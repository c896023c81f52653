package ai.karen.chat.control;

import ai.karen.account.control.key.KeyUses;
import ai.karen.account.entity.Caller;
import ai.karen.chat.entity.ChatRequest;
import ai.karen.door.control.AnswerThreads;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.Reply;
import ai.karen.provider.entity.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Holds callers to the models and tokens that their keys have. Thread-safe. */
@ApplicationScoped
public class Metering {
  private final KeyUses uses;
  private final AnswerThreads threads;

  /** For the container's client proxy. */
  protected Metering() {
    this(null, null);
  }

  @Inject
  public Metering(KeyUses uses, AnswerThreads threads) {
    this.uses = uses;
    this.threads = threads;
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

  /** Counts what an answer costs, where a key pays for it. */
  public CompletionStage<Reply> count(
      Caller caller, ChatRequest request, CompletionStage<Reply> reply) {
    return uses.counts(caller)
        ? reply.thenApply(
            begun -> new MeteredReply(begun, request, tokens -> spend(caller, tokens), threads))
        : reply;
  }

  /** Counts what an embedding cost, where a key pays for it. */
  public CompletionStage<JsonObject> count(Caller caller, JsonObject request, JsonObject answer) {
    return uses.counts(caller)
        ? spend(caller, cost(request, answer)).thenApply(written -> answer)
        : CompletableFuture.completedStage(answer);
  }

  /**
   * What comes after it may wait for the client, so that it does not go on where the disk's answer
   * is told.
   */
  private CompletionStage<Void> spend(Caller caller, long tokens) {
    CompletionStage<Void> written = uses.spend(caller, tokens);
    return written.toCompletableFuture().isDone()
        ? written
        : written.thenRunAsync(() -> {}, threads);
  }

  private static long cost(JsonObject request, JsonObject answer) {
    long told =
        answer.get("usage") instanceof JsonObject usage ? Usage.of(usage).promptTokens() : 0;
    return told > 0 ? told : TokenEstimate.ofMessage(String.valueOf(request.get("input")));
  }
}
