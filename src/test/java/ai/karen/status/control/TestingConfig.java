package ai.karen.status.control;

import ai.karen.configuration.control.Settings;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/** A configuration of texts, in one source named {@code testing}. */
public final class TestingConfig implements Config {
  private final Map<String, String> values;

  private TestingConfig(Map<String, String> values) {
    this.values = new TreeMap<>(values);
  }

  public static TestingConfig of(String... keysAndValues) {
    Map<String, String> values = new TreeMap<>();
    for (int place = 0; place < keysAndValues.length; place += 2) {
      values.put(keysAndValues[place], keysAndValues[place + 1]);
    }
    return new TestingConfig(values);
  }

  public static Settings settings(String... keysAndValues) {
    return new Settings(of(keysAndValues));
  }

  @Override
  public <T> T getValue(String key, Class<T> type) {
    return getOptionalValue(key, type).orElseThrow(NoSuchElementException::new);
  }

  @Override
  public <T> Optional<T> getOptionalValue(String key, Class<T> type) {
    return Optional.ofNullable(values.get(key)).map(type::cast);
  }

  @Override
  public ConfigValue getConfigValue(String key) {
    return new Value(key, values.get(key));
  }

  @Override
  public Iterable<String> getPropertyNames() {
    return values.keySet();
  }

  @Override
  public Iterable<ConfigSource> getConfigSources() {
    return List.of();
  }

  @Override
  public <T> Optional<Converter<T>> getConverter(Class<T> type) {
    return Optional.empty();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new IllegalArgumentException("not wrapped");
  }

  private record Value(String name, String value) implements ConfigValue {

    @Override
    public String getName() {
      return name;
    }

    @Override
    public String getValue() {
      return value;
    }

    @Override
    public String getRawValue() {
      return value;
    }

    @Override
    public String getSourceName() {
      return value == null ? null : "testing";
    }

    @Override
    public int getSourceOrdinal() {
      return 100;
    }
  }
}
