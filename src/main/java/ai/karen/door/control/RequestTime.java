package ai.karen.door.control;

import ai.karen.configuration.control.Settings;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The time that a request has from its arrival to its end: the operator's, or less where the caller
 * asks for less. Thread-safe.
 */
@ApplicationScoped
public class RequestTime {
  /** Holds the caller's wish in milliseconds. */
  public static final String HEADER = "x-karen-timeout-ms";

  private static final Pattern MILLIS = Pattern.compile("0*[1-9][0-9]{0,14}");

  private final Duration longest;

  /** For the container's client proxy. */
  protected RequestTime() {
    this.longest = null;
  }

  @Inject
  public RequestTime(Settings settings) {
    this.longest = settings.duration("karen.request.deadline", Duration.ofMinutes(2));
  }

  /** Lets the container make this at the start, so that unusable settings are named by then. */
  void beThere(@Observes Startup event) {}

  /**
   * @param header the caller's wish; null when it has none
   * @throws ProblemException 400 when the header is no positive whole number
   */
  public Duration of(String header) {
    if (header != null && !isReadable(header)) {
      throw new ProblemException(
          Problem.invalid(
              400,
              "invalid_value",
              "The header " + HEADER + " must be a positive whole number of milliseconds",
              HEADER));
    }
    return orLongest(header);
  }

  /** The same where a wish that can't be read is none. */
  public Duration orLongest(String header) {
    return Optional.ofNullable(header)
        .filter(RequestTime::isReadable)
        .map(text -> Duration.ofMillis(Long.parseLong(text.strip())))
        .filter(wish -> wish.compareTo(longest) < 0)
        .orElse(longest);
  }

  /** Whether a header's value can be read. */
  public static boolean isReadable(String header) {
    return MILLIS.matcher(header.strip()).matches();
  }
}
