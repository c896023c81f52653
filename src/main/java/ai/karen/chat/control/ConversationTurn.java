package ai.karen.chat.control;

import ai.karen.chat.entity.ChatRequest;
import ai.karen.conversation.control.Dialogue;
import ai.karen.conversation.control.Opening;
import ai.karen.json.entity.Json;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.Chains;
import ai.karen.provider.control.ModelNames;
import ai.karen.provider.control.Reply;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One turn of a conversation, from what is said to the answer that begins: the question is kept
 * before anybody is asked, and stays when nobody answers. Thread-safe, never blocks.
 */
@ApplicationScoped
public class ConversationTurn {
  private final Dialogue dialogue;
  private final ChatTurn chat;
  private final ModelNames names;
  private final Chains chains;
  private final ContextBudget budget;
  private final RunningAnswers running;
  private final Timer timer;
  private final Metering metering;

  /** For the container's client proxy. */
  protected ConversationTurn() {
    this(null, null, null, null, null, null, null, null);
  }

  @Inject
  public ConversationTurn(
      Dialogue dialogue,
      ChatTurn chat,
      ModelNames names,
      Chains chains,
      ContextBudget budget,
      RunningAnswers running,
      Timer timer,
      Metering metering) {
    this.dialogue = dialogue;
    this.chat = chat;
    this.names = names;
    this.chains = chains;
    this.budget = budget;
    this.running = running;
    this.timer = timer;
    this.metering = metering;
  }

  /**
   * @return completes with the first token, or with the answer that the same request got before;
   *     fails with a {@link ProblemException}
   * @throws ProblemException 409 where the same request is being answered right now, 403 for a
   *     model that the caller may not use
   */
  public CompletionStage<ConversationReply> begin(TurnRequest turn) {
    String model = turn.asked().model().orElseGet(chains::defaultName);
    metering.requireModel(turn.caller(), model);
    Runnable release = running.claim(turn.saying().request());
    return names
        .resolve(model)
        .thenCompose(
            route ->
                dialogue
                    .open(turn.saying())
                    .thenCompose(
                        opening -> answer(turn, model, opening, budget.of(route), release)))
        .whenComplete(
            (reply, failure) -> {
              if (failure != null) {
                release.run();
              }
            });
  }

  private CompletionStage<ConversationReply> answer(
      TurnRequest turn, String model, Opening opening, int tokens, Runnable release) {
    if (opening.answer().isPresent()) {
      release.run();
      return CompletableFuture.completedFuture(new StoredReply(opening, opening.answer().get()));
    }
    ChatRequest request = new ChatRequest(body(turn, model, opening, tokens));
    return metering
        .count(
            turn.caller(),
            request,
            chat.begin(request, turn.requestId(), turn.deadline(), turn.cancellation()))
        .thenApply(reply -> recorded(reply, opening, turn, release));
  }

  private RecordedReply recorded(Reply reply, Opening opening, TurnRequest turn, Runnable release) {
    // For an answer that begins when nobody is there any more to take it.
    turn.cancellation().onCancel(why -> release.run());
    return new RecordedReply(reply, opening, dialogue, timer, release);
  }

  private static JsonObject body(TurnRequest turn, String model, Opening opening, int tokens) {
    return Json.createObjectBuilder()
        .add("model", model)
        .add("messages", History.messages(opening.history(), opening.question(), tokens))
        .add("stream", turn.asked().streaming())
        .build();
  }
}
