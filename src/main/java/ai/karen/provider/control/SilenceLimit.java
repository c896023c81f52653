package ai.karen.provider.control;

import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderOutage;
import ai.karen.provider.entity.ProviderRefusal;
import java.time.Duration;

/**
 * How long a provider may say nothing to one question, and what it means when it does. Silence for
 * a time that the caller cut short says nothing against it: else whoever has no patience could open
 * its breaker for everybody.
 *
 * @param own what the provider may take by its settings
 */
record SilenceLimit(Duration time, Duration own) {

  ProviderFailure failure() {
    return time.compareTo(own) < 0
        ? ProviderRefusal.silentWhatWasLeft(time)
        : ProviderOutage.silentFor(time);
  }
}
