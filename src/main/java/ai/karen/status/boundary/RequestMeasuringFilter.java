package ai.karen.status.boundary;

import ai.karen.status.control.HttpMeter;
import ai.karen.timing.control.Timer;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Measures each request to its very end. A servlet filter, because a stream ends long after JAX-RS
 * has let go of it. Its place among the filters is in web.xml. Thread-safe.
 */
public class RequestMeasuringFilter extends HttpFilter {
  private final transient HttpMeter meter;
  private final transient Timer timer;

  @Inject
  public RequestMeasuringFilter(HttpMeter meter, Timer timer) {
    this.meter = meter;
    this.timer = timer;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Measurement measurement = new Measurement(request, response, meter, timer);
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException failure) {
      measurement.failed();
      throw failure;
    } finally {
      endWith(measurement, request);
    }
  }

  private static void endWith(Measurement measurement, ServletRequest request) {
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(measurement);
    } else {
      measurement.end();
    }
  }
}
