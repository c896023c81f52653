package ai.karen.chat.control;

import ai.karen.door.control.RequestTime;
import ai.karen.provider.control.Deadline;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Gives each request its one deadline. Thread-safe. */
@ApplicationScoped
public class Deadlines {
  public static final String HEADER = RequestTime.HEADER;

  private final Timer timer;
  private final RequestTime time;

  /** For the container's client proxy. */
  protected Deadlines() {
    this(null, null);
  }

  @Inject
  public Deadlines(RequestTime time, Timer timer) {
    this.time = time;
    this.timer = timer;
  }

  /**
   * @param header the caller's wish in milliseconds; null when it has none
   * @throws ai.karen.problem.entity.ProblemException 400 when the header is no positive whole
   *     number
   */
  public Deadline of(String header) {
    return Deadline.after(time.of(header), timer);
  }
}
