package ai.karen.timing.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Wall-clock time for whoever injects a {@link Clock}: the system's, in UTC. */
@ApplicationScoped
public class SystemClock {

  @Produces
  public Clock clock() {
    return Clock.systemUTC();
  }
}
