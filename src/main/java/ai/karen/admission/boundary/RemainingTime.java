package ai.karen.admission.boundary;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request that has waited: its header says what remains of its time, so that the deadline that is
 * made of it still counts from the request's arrival.
 */
final class RemainingTime extends HttpServletRequestWrapper {
  private static final String HEADER = "x-karen-timeout-ms";
  private static final Pattern MILLIS = Pattern.compile("0*[1-9][0-9]{0,14}");

  private final String remaining;

  RemainingTime(HttpServletRequest request, Duration remaining) {
    super(request);
    this.remaining = String.valueOf(Math.max(1, remaining.toMillis()));
  }

  /** The time that the caller gives; empty where it says nothing, or nothing that can be read. */
  static Optional<Duration> asked(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HEADER))
        .map(String::strip)
        .filter(text -> MILLIS.matcher(text).matches())
        .map(text -> Duration.ofMillis(Long.parseLong(text)));
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
    return name.equalsIgnoreCase(HEADER)
        && (super.getHeader(HEADER) == null
            || asked((HttpServletRequest) getRequest()).isPresent());
  }
}
