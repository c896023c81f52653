package ai.karen.store.control;

import ai.karen.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * Reads the stores' breaker settings at the start, so that an unusable one is named: {@link
 * StoreBreakerSettings} can only leave it out.
 */
@ApplicationScoped
public class StoreBreakers {
  private static final int MOST_CALLS = 10_000;

  private final Settings settings;

  /** For the container's client proxy. */
  protected StoreBreakers() {
    this(null);
  }

  @Inject
  public StoreBreakers(Settings settings) {
    this.settings = settings;
  }

  void check(@Observes Startup event) {
    for (String store : List.of("database", "redis")) {
      String prefix = "karen.stores." + store + ".breaker.";
      settings.number(prefix + "volume", 1, 1, MOST_CALLS);
      settings.fraction(prefix + "ratio", 0);
      settings.duration(prefix + "delay", Duration.ofSeconds(1));
      settings.number(prefix + "successes", 1, 1, MOST_CALLS);
    }
  }
}
