package ai.karen.store.control;

import ai.karen.configuration.control.BreakerParameters;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes {@code karen.stores.<database|redis>.breaker.*} and their defaults the values of the
 * MicroProfile circuit breakers in the stores' adapters, whose own keys name a class. A value set
 * under MicroProfile's key wins, because this source ranks below the operator's.
 */
public class StoreBreakerSettings implements ConfigSource {
  /** By setting; with this delay a store is in use again within 5 s of its return. */
  static final Map<String, String> DEFAULTS =
      Map.of("volume", "10", "ratio", "0.5", "delay", "PT2S", "successes", "2");

  /** Below environment variables and system properties, above the annotations' own values. */
  private static final int ORDINAL = 90;

  private static final Map<String, String> STORES = Map.of("jpa", "database", "redis", "redis");
  private static final Pattern KEY =
      Pattern.compile(
          "ai\\.karen\\.store\\.adapter\\.(jpa|redis)\\.\\w+/\\w+/CircuitBreaker/(\\w+)");

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
    if (!key.matches()) {
      return null;
    }
    String store = STORES.get(key.group(1));
    return BreakerParameters.setting(key.group(2))
        .map(setting -> value(store, setting, key.group(2)))
        .orElse(null);
  }

  @Override
  public String getName() {
    return "karen.stores.<id>.breaker.*";
  }

  private static String value(String store, String setting, String parameter) {
    return given("karen.stores." + store + ".breaker." + setting)
        .map(text -> BreakerParameters.value(parameter, text.strip()))
        .orElseGet(() -> BreakerParameters.value(parameter, DEFAULTS.get(setting)));
  }

  private static Optional<String> given(String setting) {
    return ConfigProvider.getConfig().getOptionalValue(setting, String.class);
  }
}
