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
  private static final String PREFIX = "karen.stores.%s.breaker.";
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

  /** Good calls in a row after which the database's breaker is closed, and stays so. */
  int callsUntilClosed() {
    String prefix = PREFIX.formatted("database");
    return Math.max(calls(prefix, "volume"), calls(prefix, "successes"));
  }

  private int calls(String prefix, String setting) {
    int asDelivered = Integer.parseInt(StoreBreakerSettings.DEFAULTS.get(setting));
    return settings.number(prefix + setting, asDelivered, 1, MOST_CALLS);
  }

  void check(@Observes Startup event) {
    for (String store : List.of("database", "redis")) {
      String prefix = PREFIX.formatted(store);
      calls(prefix, "volume");
      settings.fraction(prefix + "ratio", 0);
      settings.duration(prefix + "delay", Duration.ofSeconds(1));
      calls(prefix, "successes");
    }
  }
}
