package ai.karen.chat.boundary;

import ai.karen.account.entity.Caller;
import ai.karen.chat.control.ChatTurn;
import ai.karen.chat.control.Deadlines;
import ai.karen.chat.control.Departures;
import ai.karen.chat.control.KeptAnswers;
import ai.karen.chat.control.Metering;
import ai.karen.chat.entity.ChatRequest;
import ai.karen.door.boundary.Bodies;
import ai.karen.door.control.AnswerThreads;
import ai.karen.problem.boundary.RequestIds;
import ai.karen.provider.control.Deadline;
import ai.karen.provider.control.Reply;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Answers one chat request, from its body to the last word. Thread-safe. */
@ApplicationScoped
public class ChatCall {
  private static final Runnable NOTHING = () -> {};

  private final ChatTurn turn;
  private final Deadlines deadlines;
  private final Departures departures;
  private final Timer timer;
  private final AnswerThreads threads;
  private final Bodies bodies;
  private final KeptAnswers kept;
  private final Metering metering;

  /** For the container's client proxy. */
  protected ChatCall() {
    this(null, null, null, null, null, null, null, null);
  }

  @Inject
  public ChatCall(
      ChatTurn turn,
      Deadlines deadlines,
      Departures departures,
      Timer timer,
      AnswerThreads threads,
      Bodies bodies,
      KeptAnswers kept,
      Metering metering) {
    this.turn = turn;
    this.deadlines = deadlines;
    this.departures = departures;
    this.timer = timer;
    this.threads = threads;
    this.bodies = bodies;
    this.kept = kept;
    this.metering = metering;
  }

  /**
   * To be called on the request's own thread, when it is suspended already.
   *
   * @param caller may chat
   * @throws ai.karen.problem.entity.ProblemException when the header of the deadline can't be read,
   *     or the caller has used up its tokens
   */
  void answer(HttpServletRequest request, Caller caller, Outlet outlet) {
    metering.admit(caller);
    String id = RequestIds.of(request);
    Deadline deadline = deadlines.of(request.getHeader(Deadlines.HEADER));
    // Made here, because off the request's own thread the request can't be asked any more.
    Client client = Client.of(request, departures);
    Repetition repetition = Repetition.of(kept, caller, request);
    StreamedCompletion stream =
        new StreamedCompletion(request, outlet::fail, client, deadline, timer, threads);
    bodies
        .json(request)
        .thenApply(ChatRequest::new)
        .thenAccept(
            chat -> {
              metering.requireModel(caller, chat.model());
              Supplier<CompletionStage<Reply>> reply =
                  () ->
                      metering.count(
                          caller, chat, turn.begin(chat, id, deadline, client.cancellation()));
              if (chat.isStreaming()) {
                stream.answer(reply.get());
              } else {
                whole(
                    repetition.answer(chat, () -> reply.get().thenCompose(WholeCompletion::of)),
                    client,
                    outlet);
              }
            })
        .whenComplete((begun, failure) -> refuse(failure, client, outlet));
  }

  private void whole(CompletionStage<WholeCompletion.Answer> answer, Client client, Outlet outlet) {
    answer
        .thenAccept(whole -> write(whole, outlet))
        .whenComplete((written, failure) -> refuse(failure, client, outlet));
  }

  private void write(WholeCompletion.Answer answer, Outlet outlet) {
    threads.write(
        () -> {
          outlet.answer(answer);
          return NOTHING;
        });
  }

  /** On another thread: a failure may come on the timer's. */
  private void refuse(Throwable failure, Client client, Outlet outlet) {
    if (failure != null) {
      threads.execute(() -> outlet.fail(client.reason(failure)));
    }
  }
}
