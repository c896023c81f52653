package ai.karen.provider.adapter.wire;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long a provider wants to be left alone: {@code retry-after-ms}, or {@code Retry-After} as
 * seconds or a date (RFC 9110, section 10.2.3). Thread-safe.
 */
final class RetryAfter {
  /** Nobody means more; it also keeps absurd figures from overflowing. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final int MILLIS_DIGITS = 3;

  private final Clock clock;

  RetryAfter(Clock clock) {
    this.clock = clock;
  }

  /** Empty when the answer doesn't say, or says it in no known way. */
  Optional<Duration> of(ExchangeResponse response) {
    return response
        .header("retry-after-ms")
        .flatMap(text -> duration(text, MILLIS_DIGITS))
        .or(() -> response.header("retry-after").flatMap(this::secondsOrDate));
  }

  static Optional<Duration> seconds(String text) {
    return duration(text, 0);
  }

  private Optional<Duration> secondsOrDate(String text) {
    return seconds(text).or(() -> date(text).map(this::until));
  }

  private Duration until(Instant moment) {
    Duration rest = Duration.between(clock.instant(), moment);
    return rest.isNegative() ? Duration.ZERO : bounded(rest);
  }

  /** A decimal figure whose point is moved to the left. */
  private static Optional<Duration> duration(String text, int digits) {
    String figure = text.strip();
    if (!figure.matches("\\d{1,18}(\\.\\d{1,18})?")) {
      return Optional.empty();
    }
    BigDecimal millis = new BigDecimal(figure).scaleByPowerOfTen(MILLIS_DIGITS - digits);
    BigDecimal most = BigDecimal.valueOf(LONGEST.toMillis());
    return Optional.of(Duration.ofMillis(millis.min(most).longValue()));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException other) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration duration) {
    return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
  }
}
