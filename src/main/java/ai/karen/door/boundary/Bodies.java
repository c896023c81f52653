package ai.karen.door.boundary;

import ai.karen.configuration.control.Settings;
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

  private static final long TEN_MEGABYTES = 10_000_000;

  private final Timer timer;
  private final BodyMemory memory;
  private final long limit;
  private final Duration patience;

  /** For the container's client proxy. */
  protected Bodies() {
    this.timer = null;
    this.memory = null;
    this.limit = 0;
    this.patience = Duration.ZERO;
  }

  @Inject
  public Bodies(Settings settings, Timer timer, BodyMemory memory) {
    this.timer = timer;
    this.memory = memory;
    this.limit = settings.size("karen.http.max-body", TEN_MEGABYTES);
    this.patience = settings.duration(TIMEOUT, Duration.ofSeconds(30));
  }

  /**
   * To be called once, on the request's own thread, when the request is suspended already. What the
   * stage brings may come on any thread; it fails with a {@link ProblemException}, for a slow body
   * on a thread of the timer's, which must not be held up.
   */
  public CompletionStage<JsonObject> json(HttpServletRequest request) {
    CompletableFuture<byte[]> whole = new CompletableFuture<>();
    try {
      ServletInputStream stream = request.getInputStream();
      BodyMemory.Share share = memory.open(request.getAsyncContext());
      BodyReader reader = new BodyReader(stream, limit, share, whole);
      if (!reader.readsAtOnce(request.getContentLengthLong())) {
        stream.setReadListener(reader);
        endInTime(whole);
      }
    } catch (IOException broken) {
      whole.completeExceptionally(new ProblemException(BodyProblems.incomplete()));
    } catch (ProblemException refusal) {
      whole.completeExceptionally(refusal);
    }
    return whole.thenApply(JsonBody::read);
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
