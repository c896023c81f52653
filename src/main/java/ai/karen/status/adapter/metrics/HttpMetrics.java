package ai.karen.status.adapter.metrics;

import ai.karen.status.control.HttpMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Counts HTTP requests. Thread-safe. */
@ApplicationScoped
public class HttpMetrics implements HttpMeter {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final Instruments instruments;
  private final AtomicLong inFlight = new AtomicLong();

  /** For the container's client proxy. */
  protected HttpMetrics() {
    this(null);
  }

  @Inject
  public HttpMetrics(Instruments instruments) {
    this.instruments = instruments;
  }

  void register(@Observes Startup event) {
    instruments.gauge(Figure.HTTP_IN_FLIGHT, inFlight::get);
  }

  @Override
  public void started() {
    inFlight.incrementAndGet();
  }

  @Override
  public void ended(String method, String route, int status, Duration latency) {
    inFlight.decrementAndGet();
    String known = METHODS.contains(method) ? method : BoundedNames.OTHER;
    instruments.counter(Figure.HTTP_REQUESTS, known, route, status / 100 + "xx").inc();
    instruments.timer(Figure.HTTP_DURATION, known, route).update(latency);
  }
}
