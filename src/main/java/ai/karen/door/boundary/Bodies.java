package ai.karen.door.boundary;

import ai.karen.configuration.control.Settings;
import ai.karen.door.control.BodyThreads;
import ai.karen.problem.boundary.BodyProblems;
import ai.karen.problem.entity.ProblemException;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
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

  private static final long TEN_MEGABYTES = 10_000_000;

  private final Timer timer;
  private final BodyMemory memory;
  private final BodyThreads threads;
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
  public Bodies(Settings settings, Timer timer, BodyMemory memory, BodyThreads threads) {
    this.timer = timer;
    this.memory = memory;
    this.threads = threads;
    this.limit = settings.size("karen.http.max-body", TEN_MEGABYTES);
    this.patience = settings.duration(TIMEOUT, Duration.ofSeconds(30));
  }

  /** Lets the container make this at the start, so that unusable settings are named by then. */
  void beThere(@Observes Startup event) {}

  /**
   * To be called once, on the request's own thread, when the request is suspended already. What the
   * stage brings comes on one of {@link BodyThreads}, or on the request's own where nothing had to
   * be waited for; it fails with a {@link ProblemException}.
   */
  public CompletionStage<JsonObject> json(HttpServletRequest request) {
    CompletableFuture<byte[]> whole = new CompletableFuture<>();
    try {
      read(request, whole);
      endInTime(whole);
    } catch (IOException broken) {
      whole.completeExceptionally(new ProblemException(BodyProblems.incomplete()));
    } catch (ProblemException refusal) {
      whole.completeExceptionally(refusal);
    }
    return whole.whenCompleteAsync((body, failure) -> {}, threads).thenApply(JsonBody::read);
  }

  private void read(HttpServletRequest request, CompletableFuture<byte[]> whole)
      throws IOException {
    long length = request.getContentLengthLong();
    BodyReader.requireFit(length, limit);
    if (length == 0) {
      whole.complete(new byte[0]);
    } else {
      ServletInputStream stream = request.getInputStream();
      BodyMemory.Share share = memory.open(request.getAsyncContext());
      stream.setReadListener(new BodyReader(stream, limit, share, whole));
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
