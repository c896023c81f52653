package ai.karen.account.control.session;

import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** How long what lasts. Thread-safe. */
@ApplicationScoped
public class SessionLimits {
  /** Of access tokens while the shared database is away. */
  static final Duration AWAY = Duration.ofMinutes(2);

  static final String ACCESS = "karen.session.access-life";
  static final String CACHE = "karen.session.validation-cache";

  /** Of access tokens. */
  static final Duration LONGEST_ACCESS = Duration.ofMinutes(10);

  private static final Duration LONGEST_CACHE = Duration.ofSeconds(30);

  private final Duration idle;
  private final Duration absolute;
  private final Duration access;
  private final Duration cache;

  /** For the container's client proxy. */
  protected SessionLimits() {
    this.idle = null;
    this.absolute = null;
    this.access = null;
    this.cache = null;
  }

  @Inject
  public SessionLimits(Settings settings) {
    this.idle = settings.duration("karen.session.idle", Duration.ofDays(7));
    this.absolute = settings.duration("karen.session.absolute", Duration.ofDays(30));
    this.access = atMost(settings, ACCESS, LONGEST_ACCESS);
    this.cache = atMost(settings, CACHE, LONGEST_CACHE);
  }

  /** After the last refresh. */
  public Duration idle() {
    return idle;
  }

  /** After the login. */
  public Duration absolute() {
    return absolute;
  }

  /** Of an access token. */
  Duration access(boolean isAway) {
    return isAway && access.compareTo(AWAY) > 0 ? AWAY : access;
  }

  /** How long a session that was found good is taken for good without looking. */
  Duration cache() {
    return cache;
  }

  private static Duration atMost(Settings settings, String key, Duration longest) {
    Duration chosen = settings.duration(key, longest);
    if (chosen.compareTo(longest) > 0) {
      settings.report(new SettingProblem(key, chosen.toString(), "at most " + longest));
      return longest;
    }
    return chosen;
  }
}
