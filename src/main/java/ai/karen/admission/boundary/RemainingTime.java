package ai.karen.admission.boundary;

import ai.karen.door.control.RequestTime;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;

/**
 * A request that has waited: its header says what remains of its time, so that the deadline that is
 * made of it still counts from the request's arrival.
 */
final class RemainingTime extends HttpServletRequestWrapper {
  private final String remaining;

  RemainingTime(HttpServletRequest request, Duration remaining) {
    super(request);
    this.remaining = String.valueOf(Math.max(1, remaining.toMillis()));
  }

  @Override
  public String getHeader(String name) {
    return isReplaced(name) ? remaining : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return isReplaced(name)
        ? Collections.enumeration(Collections.singletonList(remaining))
        : super.getHeaders(name);
  }

  /** A header that can't be read stays as it is, for its caller to be told so. */
  private boolean isReplaced(String name) {
    if (!name.equalsIgnoreCase(RequestTime.HEADER)) {
      return false;
    }
    String wish = super.getHeader(RequestTime.HEADER);
    return wish == null || RequestTime.isReadable(wish);
  }
}
