package ai.karen.provider.control;

import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderOutage;
import ai.karen.provider.entity.ProviderRefusal;
import java.time.Duration;

/**
 * How long a provider may say nothing to one question, and what it means when it does. A silence
 * that its caller cut too short says nothing against it: else whoever has no patience could open
 * its breaker for everybody. One that is as long as a first token may take says enough, also where
 * the whole answer might have taken longer.
 *
 * @param telling from which time on a silence counts
 */
record SilenceLimit(Duration time, Duration telling) {

  static SilenceLimit of(Duration time, Patience patience, Duration own) {
    Duration first = patience.firstToken();
    return new SilenceLimit(time, first.compareTo(own) < 0 ? first : own);
  }

  /**
   * What a provider that has said nothing hears when its question is over: the last one may stay
   * silent until the deadline, which then tells as much as a limit of its own would have.
   *
   * @param silence how long it has said nothing
   */
  ProviderFailure atTheEnd(ProviderFailure why, Duration silence) {
    boolean late = why instanceof ProviderRefusal refusal && refusal.isLate();
    return late && silence.compareTo(telling) >= 0 ? ProviderOutage.silentFor(silence) : why;
  }

  ProviderFailure failure() {
    return time.compareTo(telling) < 0
        ? ProviderRefusal.silentWhatWasLeft(time)
        : ProviderOutage.silentFor(time);
  }
}
