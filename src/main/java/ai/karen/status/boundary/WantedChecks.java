package ai.karen.status.boundary;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import org.eclipse.microprofile.config.ConfigProvider;

/** Leaves out the check of a store that the operator has not set up: nobody misses it. */
public class WantedChecks implements Extension {
  private static final String REDIS = "karen.redis.url";

  /** Called by the container. */
  public void choose(@Observes ProcessAnnotatedType<RedisCheck> type) {
    if (ConfigProvider.getConfig()
        .getOptionalValue(REDIS, String.class)
        .filter(url -> !url.isBlank())
        .isEmpty()) {
      type.veto();
    }
  }
}
