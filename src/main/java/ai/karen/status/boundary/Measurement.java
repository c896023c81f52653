package ai.karen.status.boundary;

import ai.karen.door.boundary.Route;
import ai.karen.status.control.HttpMeter;
import ai.karen.timing.control.Timer;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request from its arrival to its end, which counts once however often it is told. */
final class Measurement implements AsyncListener {
  private static final String UNMATCHED = "unmatched";

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final HttpMeter meter;
  private final Timer timer;
  private final String method;
  private final long start;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean failed;

  Measurement(
      HttpServletRequest request, HttpServletResponse response, HttpMeter meter, Timer timer) {
    this.request = request;
    this.response = response;
    this.meter = meter;
    this.timer = timer;
    this.method = request.getMethod();
    this.start = timer.nanoTime();
    meter.started();
  }

  /** The container will answer 500, whatever the response says by now. */
  void failed() {
    failed = true;
  }

  void end() {
    if (ended.compareAndSet(false, true)) {
      Duration latency = Duration.ofNanos(timer.nanoTime() - start);
      meter.ended(method, route(), failed ? 500 : response.getStatus(), latency);
    }
  }

  private String route() {
    return Route.of(request).orElse(UNMATCHED);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // The container completes the request next, and onComplete counts it.
  }

  @Override
  public void onError(AsyncEvent event) {
    failed();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
