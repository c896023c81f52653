package ai.karen.chat.boundary;

import ai.karen.problem.boundary.ProblemBody;
import ai.karen.problem.boundary.RequestIds;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.control.Failures;
import ai.karen.provider.control.Reply;
import ai.karen.provider.entity.ProviderRefusal;
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

/**
 * Answers one request with a stream. The response's headers wait for the first token, so that they
 * can tell who answers and a chain without an answer is still a plain 503; but not longer than a
 * client or proxy in between would.
 */
final class StreamedCompletion {
  private static final Logger LOG = System.getLogger(StreamedCompletion.class.getName());
  static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  private final AsyncContext context;
  private final String requestId;
  private final AsyncResponse response;
  private final Cancellation cancellation;
  private final Timer timer;
  private EventStream stream;
  private boolean decided;

  /** To be made on the request's own thread: on another one the request can't be asked any more. */
  StreamedCompletion(
      HttpServletRequest request, AsyncResponse response, Cancellation cancellation, Timer timer) {
    this.context = request.getAsyncContext();
    // The request's own deadline ends it.
    this.context.setTimeout(0);
    this.requestId = RequestIds.of(request);
    this.response = response;
    this.cancellation = cancellation;
    this.timer = timer;
  }

  void answer(CompletionStage<Reply> reply) {
    Timer.Timeout patience = timer.schedule(LONGEST_WAIT, this::openUnanswered);
    reply
        .whenComplete(
            (begun, failure) -> {
              patience.cancel();
              if (failure == null) {
                begin(begun);
              } else {
                fail(failure);
              }
            })
        .exceptionally(this::defect);
  }

  /** From here on a failure can only be an event. */
  private synchronized void openUnanswered() {
    if (!decided) {
      open(Map.of());
    }
  }

  private synchronized void begin(Reply reply) {
    if (!decided) {
      open(AnswerHeaders.of(reply));
    }
    if (stream != null) {
      new CompletionStream(stream, reply).run();
    }
  }

  private synchronized void fail(Throwable failure) {
    if (!decided) {
      decided = true;
      response.resume(Failures.cause(failure));
    } else if (stream != null) {
      stream.send(ProblemBody.openAi(problem(failure)).toString());
      stream.end();
    }
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
      stream = EventStream.open(context, timer, this::clientGone);
    } catch (IOException | RuntimeException gone) {
      giveUp(gone);
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
    clientGone();
    try {
      if (!context.getResponse().isCommitted()) {
        ((HttpServletResponse) context.getResponse()).setStatus(500);
      }
      context.complete();
    } catch (IllegalStateException completed) {
      // The container was quicker.
    }
  }

  private void clientGone() {
    cancellation.cancel(ProviderRefusal.cancelled("the client went away"));
  }

  private static Problem problem(Throwable failure) {
    return Failures.cause(failure) instanceof ProblemException known
        ? known.problem()
        : Problem.unavailable("internal_error", "The engine failed", null);
  }
}
