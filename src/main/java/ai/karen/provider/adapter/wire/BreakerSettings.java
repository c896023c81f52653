package ai.karen.provider.adapter.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes {@code karen.providers.<id>.breaker.*} the values of the adapters' MicroProfile circuit
 * breakers, whose own keys name a class. A value set under MicroProfile's key wins, because this
 * source ranks below the operator's.
 */
public class BreakerSettings implements ConfigSource {
  /** Below environment variables and system properties, above the annotations' own values. */
  private static final int ORDINAL = 90;

  private static final Pattern KEY =
      Pattern.compile(
          "ai\\.karen\\.provider\\.adapter\\.([a-z]+)\\.\\w+/(?:chat|embed)/CircuitBreaker/(\\w+)");

  private static final Map<String, String> SETTINGS =
      Map.of(
          "requestVolumeThreshold", "volume",
          "failureRatio", "ratio",
          "delay", "delay",
          "delayUnit", "delay",
          "successThreshold", "successes");

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }

  @Override
  public Set<String> getPropertyNames() {
    return Set.of();
  }

  @Override
  public String getValue(String name) {
    Matcher key = KEY.matcher(name);
    if (!key.matches() || !SETTINGS.containsKey(key.group(2))) {
      return null;
    }
    String setting = "karen.providers." + key.group(1) + ".breaker." + SETTINGS.get(key.group(2));
    return ConfigProvider.getConfig()
        .getOptionalValue(setting, String.class)
        .map(String::strip)
        .map(value -> inItsTerms(key.group(2), value))
        .orElse(null);
  }

  @Override
  public String getName() {
    return "karen.providers.<id>.breaker.*";
  }

  /**
   * MicroProfile wants a number and a unit where we have a duration; an unusable one is not passed
   * on.
   */
  private static String inItsTerms(String parameter, String value) {
    try {
      return switch (parameter) {
        case "delay" -> isPositive(value) ? String.valueOf(Duration.parse(value).toMillis()) : null;
        case "delayUnit" -> isPositive(value) ? "MILLIS" : null;
        case "failureRatio" -> isFraction(Double.parseDouble(value)) ? value : null;
        default -> Integer.parseInt(value) >= 1 ? value : null;
      };
    } catch (DateTimeException | NumberFormatException unusable) {
      return null;
    }
  }

  private static boolean isPositive(String duration) {
    return !Duration.parse(duration).isNegative() && !Duration.parse(duration).isZero();
  }

  private static boolean isFraction(double value) {
    return value >= 0 && value <= 1;
  }
}
