package ai.karen.configuration.control;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The parameters of MicroProfile's circuit breakers in the terms of our settings. */
public final class BreakerParameters {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "requestVolumeThreshold", "volume",
          "failureRatio", "ratio",
          "delay", "delay",
          "delayUnit", "delay",
          "successThreshold", "successes");

  private BreakerParameters() {}

  /** The last part of the setting behind a parameter; empty where there is none. */
  public static Optional<String> setting(String parameter) {
    return Optional.ofNullable(SETTINGS.get(parameter));
  }

  /**
   * A setting's value as MicroProfile wants it, which has a number and a unit where we have a
   * duration.
   *
   * @return null for a value that can't be used
   */
  public static String value(String parameter, String setting) {
    try {
      return switch (parameter) {
        case "delay" -> isPositive(setting) ? millis(setting) : null;
        case "delayUnit" -> isPositive(setting) ? "MILLIS" : null;
        case "failureRatio" -> isFraction(Double.parseDouble(setting)) ? setting : null;
        default -> Integer.parseInt(setting) >= 1 ? setting : null;
      };
    } catch (DateTimeException | NumberFormatException unusable) {
      return null;
    }
  }

  private static String millis(String duration) {
    return String.valueOf(Duration.parse(duration).toMillis());
  }

  private static boolean isPositive(String duration) {
    return !Duration.parse(duration).isNegative() && !Duration.parse(duration).isZero();
  }

  private static boolean isFraction(double value) {
    return value >= 0 && value <= 1;
  }
}
