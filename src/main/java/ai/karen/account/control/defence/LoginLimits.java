package ai.karen.account.control.defence;

import ai.karen.configuration.control.Settings;
import java.time.Duration;

/**
 * What the operator allows ({@code karen.login.*}). Immutable.
 *
 * @param account for the attempts on an account
 * @param line for the attempts from an address
 * @param accounts about how many an address may be wrong within {@code window}
 */
record LoginLimits(Backoff account, Backoff line, int accounts, Duration window) {
  private static final int MOST = 1_000_000;
  private static final int MOST_ACCOUNTS = 100_000;

  /** Many people may share an address. */
  private static final int LINE_FACTOR = 4;

  static LoginLimits of(Settings settings) {
    int failures = settings.number("karen.login.failures", 5, 1, MOST);
    Duration cap = settings.duration("karen.login.backoff-cap", Duration.ofSeconds(60));
    Duration window = settings.duration("karen.login.address-cap", Duration.ofMinutes(15));
    int accounts = settings.number("karen.login.accounts-per-address", 20, 1, MOST_ACCOUNTS);
    int ofLine = failures * LINE_FACTOR;
    return new LoginLimits(
        new Backoff(failures, cap, Duration.ZERO),
        new Backoff(ofLine, window, leak(window, ofLine)),
        accounts,
        window);
  }

  /** Of how many attempts one burst may consist. */
  int burst() {
    return account.free() * 2;
  }

  private static Duration leak(Duration window, int failures) {
    Duration leak = window.dividedBy(failures);
    return leak.isZero() ? Duration.ofNanos(1) : leak;
  }
}
