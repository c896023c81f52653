package ai.karen.chat.boundary;

import ai.karen.door.control.AnswerThreads;
import ai.karen.problem.boundary.ProblemBody;
import ai.karen.problem.boundary.RequestIds;
import ai.karen.problem.entity.Causes;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.Deadline;
import ai.karen.provider.control.Reply;
import ai.karen.timing.control.Timer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.AsyncResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Answers one request with a stream. The response's headers wait for the first token, so that they
 * can tell who answers and a chain without an answer is still a plain 503; but not longer than a
 * client or proxy in between would.
 */
final class StreamedCompletion {
  private static final Logger LOG = System.getLogger(StreamedCompletion.class.getName());
  static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  /** Past the deadline, so that whoever reads still gets the error event. */
  static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final AsyncContext context;
  private final String requestId;
  private final Consumer<Throwable> refusal;
  private final Client client;
  private final Deadline deadline;
  private final Timer timer;
  private final AnswerThreads threads;
  private EventStream stream;
  private boolean decided;

  /** To be made on the request's own thread: on another one the request can't be asked any more. */
  StreamedCompletion(
      HttpServletRequest request,
      AsyncResponse response,
      Client client,
      Deadline deadline,
      Timer timer,
      AnswerThreads threads) {
    this(
        request, (Throwable failure) -> response.resume(failure), client, deadline, timer, threads);
  }

  /**
   * To be made on the request's own thread.
   *
   * @param refusal answers with a failure, where the answer is no stream yet
   */
  StreamedCompletion(
      HttpServletRequest request,
      Consumer<Throwable> refusal,
      Client client,
      Deadline deadline,
      Timer timer,
      AnswerThreads threads) {
    this.context = request.getAsyncContext();
    // The request's own deadline ends it.
    this.context.setTimeout(0);
    this.requestId = RequestIds.of(request);
    this.refusal = refusal;
    this.client = client;
    this.deadline = deadline;
    this.timer = timer;
    this.threads = threads;
  }

  void answer(CompletionStage<Reply> reply) {
    // From then on a failure can only be an event.
    Timer.Timeout patience =
        timer.schedule(LONGEST_WAIT, () -> threads.execute(() -> opened(Map.of())));
    client.onLeave(this::abandon);
    reply
        .handleAsync(
            (begun, failure) -> {
              patience.cancel();
              if (failure == null) {
                begin(begun);
              } else {
                fail(failure);
              }
              return begun;
            },
            threads)
        .exceptionally(this::defect);
  }

  /** Without the lock: from here on writing to the client may last. */
  private void begin(Reply reply) {
    EventStream opened = opened(AnswerHeaders.of(reply));
    if (opened != null) {
      new CompletionStream(opened, reply).run(threads);
    }
  }

  /** Null where the answer can't be a stream any more. */
  private synchronized EventStream opened(Map<String, String> headers) {
    if (!decided) {
      open(headers);
    }
    return stream;
  }

  private void fail(Throwable failure) {
    EventStream opened = openedBefore(failure);
    if (opened != null) {
      opened.send(ProblemBody.openAi(problem(failure)).toString());
      opened.end();
    }
  }

  /** Null where a plain answer told the failure. */
  private synchronized EventStream openedBefore(Throwable failure) {
    if (!decided) {
      decided = true;
      refusal.accept(Causes.of(failure));
    }
    return stream;
  }

  private void open(Map<String, String> headers) {
    decided = true;
    HttpServletResponse servletResponse = (HttpServletResponse) context.getResponse();
    servletResponse.setContentType("text/event-stream");
    servletResponse.setCharacterEncoding("UTF-8");
    servletResponse.setHeader("Cache-Control", "no-store");
    // A proxy such as nginx must not collect events.
    servletResponse.setHeader("X-Accel-Buffering", "no");
    servletResponse.setHeader(RequestIds.HEADER, requestId);
    headers.forEach(servletResponse::setHeader);
    try {
      stream = EventStream.open(context, timer, threads, client::leave);
      stream.endAfter(deadline.remaining().plus(LAST_WORDS));
    } catch (IOException gone) {
      client.leave();
      Completion.of(context);
    } catch (RuntimeException failure) {
      giveUp(failure);
    }
  }

  /** Nothing is written any more, not even an end: nobody is there, or nobody reads. */
  private synchronized void abandon() {
    if (!decided) {
      decided = true;
      refusal.accept(Client.closed());
    } else if (stream != null) {
      stream.abandon();
    }
  }

  /**
   * What began or failed was a provider's; what fails here is ours, and must not leave a caller
   * hanging.
   */
  private Reply defect(Throwable failure) {
    giveUp(failure);
    return null;
  }

  private void giveUp(Throwable failure) {
    LOG.log(Level.WARNING, "The answer to request " + requestId + " can't be sent", failure);
    client.leave();
    try {
      if (!context.getResponse().isCommitted()) {
        ((HttpServletResponse) context.getResponse()).setStatus(500);
      }
    } finally {
      Completion.of(context);
    }
  }

  private static Problem problem(Throwable failure) {
    return Causes.of(failure) instanceof ProblemException known
        ? known.problem()
        : Problem.unavailable("internal_error", "The engine failed", null);
  }
}
