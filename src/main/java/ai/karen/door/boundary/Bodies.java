package ai.karen.door.boundary;

import ai.karen.configuration.control.Settings;
import ai.karen.door.control.WorkThreads;
import ai.karen.problem.boundary.BodyProblems;
import ai.karen.problem.entity.ProblemException;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads requests' bodies without holding a thread while they come. Thread-safe. */
@ApplicationScoped
public class Bodies {
  static final String TIMEOUT = "karen.http.body-timeout";

  /** Shorter than the server waits in silence, which would end the connection without a word. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long TEN_MEGABYTES = 10_000_000;

  /** Far more than names, passwords and what a key may do need. */
  private static final long SMALL = 64 * 1_024;

  private final Timer timer;
  private final BodyMemory memory;
  private final BodyParsing parsing;
  private final BodyLimit limit;
  private final BodyLimit small;
  private final Duration patience;

  /** For the container's client proxy. */
  protected Bodies() {
    this.timer = null;
    this.memory = null;
    this.parsing = null;
    this.limit = null;
    this.small = null;
    this.patience = Duration.ZERO;
  }

  @Inject
  public Bodies(Settings settings, Timer timer, BodyMemory memory, WorkThreads threads) {
    this.timer = timer;
    this.memory = memory;
    this.parsing = new BodyParsing(threads, threads.large());
    this.limit = new BodyLimit(settings.size("karen.http.max-body", TEN_MEGABYTES), true);
    this.small = limit.atMost(SMALL);
    this.patience = settings.duration(TIMEOUT, PATIENCE);
  }

  /**
   * To be called once, on the request's own thread, when the request is suspended already; fails
   * with a {@link ProblemException}.
   *
   * <p>The body is parsed on {@link WorkThreads}, and what is registered with the stage runs there,
   * too, with one exception: where the stage is complete by then, it runs on the thread that
   * registers it. For a resource that is the request's own, which is still in its service and may
   * touch it; it is never another of the container's. So whatever may wait for long, for a store or
   * for a client, has to name its own threads.
   */
  public CompletionStage<JsonObject> json(HttpServletRequest request) {
    return json(request, limit);
  }

  /**
   * The same, of at most 64 KiB: for whatever has to do with logging in. Most of it can be asked
   * for by somebody who has not done so, and should cost no more than it has to.
   */
  public CompletionStage<JsonObject> smallJson(HttpServletRequest request) {
    return json(request, small);
  }

  private CompletionStage<JsonObject> json(HttpServletRequest request, BodyLimit most) {
    CompletableFuture<byte[]> whole = new CompletableFuture<>();
    try {
      read(request, most, whole);
      endInTime(whole);
    } catch (IOException broken) {
      whole.completeExceptionally(new ProblemException(BodyProblems.incomplete()));
    } catch (ProblemException refusal) {
      whole.completeExceptionally(refusal);
    }
    return parsing.json(whole);
  }

  private void read(HttpServletRequest request, BodyLimit most, CompletableFuture<byte[]> whole)
      throws IOException {
    long length = request.getContentLengthLong();
    most.requireFit(length);
    if (length == 0) {
      whole.complete(new byte[0]);
    } else {
      ServletInputStream stream = request.getInputStream();
      BodyMemory.Share share = memory.open(request.getAsyncContext());
      stream.setReadListener(new BodyReader(stream, most, share, whole));
    }
  }

  private void endInTime(CompletableFuture<byte[]> whole) {
    Timer.Timeout timeout =
        timer.schedule(
            patience,
            () ->
                whole.completeExceptionally(new ProblemException(BodyProblems.tooSlow(patience))));
    whole.whenComplete((body, failure) -> timeout.cancel());
  }
}
