package ai.karen.status.control;

import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets a message through once a minute per subject. Thread-safe; the subjects must be few. */
@ApplicationScoped
public class OncePerMinute {
  private static final long PERIOD = Duration.ofMinutes(1).toNanos();

  private final Timer timer;
  private final Map<String, Long> lastAllowed = new ConcurrentHashMap<>();

  /** For the container's client proxy. */
  protected OncePerMinute() {
    this(null);
  }

  @Inject
  public OncePerMinute(Timer timer) {
    this.timer = timer;
  }

  public boolean allows(String subject) {
    long now = timer.nanoTime();
    Long last = lastAllowed.get(subject);
    if (last == null) {
      return lastAllowed.putIfAbsent(subject, now) == null;
    }
    return now - last >= PERIOD && lastAllowed.replace(subject, last, now);
  }
}
