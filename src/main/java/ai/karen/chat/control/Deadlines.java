package ai.karen.chat.control;

import ai.karen.configuration.control.Settings;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.Deadline;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Gives each request its one deadline: the operator's, or a shorter one that the caller asks for.
 */
@ApplicationScoped
public class Deadlines {
  public static final String HEADER = "x-karen-timeout-ms";

  private final Timer timer;
  private final Duration longest;

  /** For the container's client proxy. */
  protected Deadlines() {
    timer = null;
    longest = null;
  }

  @Inject
  public Deadlines(Settings settings, Timer timer) {
    this.timer = timer;
    this.longest = settings.duration("karen.request.deadline", Duration.ofMinutes(2));
  }

  /**
   * @param header the caller's wish in milliseconds; null when it has none
   * @throws ProblemException 400 when the header is no positive whole number
   */
  public Deadline of(String header) {
    Duration wanted = header == null ? longest : Duration.ofMillis(millis(header.strip()));
    return Deadline.after(wanted.compareTo(longest) < 0 ? wanted : longest, timer);
  }

  private static long millis(String header) {
    if (!header.matches("[0-9]{1,15}") || Long.parseLong(header) == 0) {
      throw new ProblemException(
          Problem.invalid(
              400,
              "invalid_value",
              "The header " + HEADER + " must be a positive whole number of milliseconds",
              HEADER));
    }
    return Long.parseLong(header);
  }
}
