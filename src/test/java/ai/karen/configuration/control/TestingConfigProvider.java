package ai.karen.configuration.control;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** Gives everybody the same configuration. */
public final class TestingConfigProvider extends ConfigProviderResolver {
  private final Config config;

  public TestingConfigProvider(Config config) {
    this.config = config;
  }

  @Override
  public Config getConfig() {
    return config;
  }

  @Override
  public Config getConfig(ClassLoader loader) {
    return config;
  }

  @Override
  public ConfigBuilder getBuilder() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void registerConfig(Config registered, ClassLoader loader) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void releaseConfig(Config released) {
    throw new UnsupportedOperationException();
  }
}
