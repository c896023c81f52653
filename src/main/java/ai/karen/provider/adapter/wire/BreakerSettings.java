package ai.karen.provider.adapter.wire;

import ai.karen.configuration.control.BreakerParameters;
import java.util.Optional;
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

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }

  @Override
  public Set<String> getPropertyNames() {
    return Set.of();
  }

  /** An unusable value is not passed on. */
  @Override
  public String getValue(String name) {
    Matcher key = KEY.matcher(name);
    if (!key.matches()) {
      return null;
    }
    return BreakerParameters.setting(key.group(2))
        .flatMap(setting -> given("karen.providers." + key.group(1) + ".breaker." + setting))
        .map(value -> BreakerParameters.value(key.group(2), value.strip()))
        .orElse(null);
  }

  @Override
  public String getName() {
    return "karen.providers.<id>.breaker.*";
  }

  private static Optional<String> given(String setting) {
    return ConfigProvider.getConfig().getOptionalValue(setting, String.class);
  }
}
