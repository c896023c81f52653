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

  /** What a call about accounts may send, which may come from anybody. */
  static final int SMALL = 65_536;

  private static final long TEN_MEGABYTES = 10_000_000;

  /** Bytes from which on parsing keeps a thread for long. */
  private static final int LARGE = 1_000_000;

  private final Timer timer;
  private final BodyMemory memory;
  private final WorkThreads threads;
  private final long limit;
  private final Duration patience;

  /** For the container's client proxy. */
  protected Bodies() {
    this.timer = null;
    this.memory = null;
    this.threads = null;
    this.limit = 0;
    this.patience = Duration.ZERO;
  }

  @Inject
  public Bodies(Settings settings, Timer timer, BodyMemory memory, WorkThreads threads) {
    this.timer = timer;
    this.memory = memory;
    this.threads = threads;
    this.limit = settings.size("karen.http.max-body", TEN_MEGABYTES);
    this.patience = settings.duration(TIMEOUT, Duration.ofSeconds(30));
  }

  /**
   * To be called once, on the request's own thread, when the request is suspended already. What the
   * stage brings comes on one of {@link WorkThreads}, or on the request's own where nothing had to
   * be waited for; it fails with a {@link ProblemException}.
   */
  public CompletionStage<JsonObject> json(HttpServletRequest request) {
    return json(request, limit);
  }

  /** As {@link #json}, of at most 64 KiB. */
  public CompletionStage<JsonObject> smallJson(HttpServletRequest request) {
    return json(request, Math.min(limit, SMALL));
  }

  private CompletionStage<JsonObject> json(HttpServletRequest request, long most) {
    CompletableFuture<byte[]> whole = new CompletableFuture<>();
    try {
      read(request, most, whole);
      endInTime(whole);
    } catch (IOException broken) {
      whole.completeExceptionally(new ProblemException(BodyProblems.incomplete()));
    } catch (ProblemException refusal) {
      whole.completeExceptionally(refusal);
    }
    return whole.whenCompleteAsync((body, failure) -> {}, threads).thenCompose(this::parsed);
  }

  private CompletionStage<JsonObject> parsed(byte[] body) {
    return body.length < LARGE
        ? CompletableFuture.completedStage(JsonBody.read(body))
        : CompletableFuture.supplyAsync(() -> JsonBody.read(body), threads.forLarge());
  }

  private void read(HttpServletRequest request, long most, CompletableFuture<byte[]> whole)
      throws IOException {
    long length = request.getContentLengthLong();
    BodyReader.requireFit(length, most);
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
