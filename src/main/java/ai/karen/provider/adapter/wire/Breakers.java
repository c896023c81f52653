package ai.karen.provider.adapter.wire;

import ai.karen.provider.control.BreakerLimits;
import ai.karen.provider.entity.ProviderOutage;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.util.TypeLiteral;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;

/**
 * Circuit breakers for providers that only configuration knows: MicroProfile's annotations need a
 * class each, and all of these share one.
 */
public final class Breakers {

  private Breakers() {}

  /** A breaker with the rule that the annotated adapters have. */
  public static <T> TypedGuard<CompletionStage<T>> of(
      String name, BreakerLimits limits, TypeLiteral<CompletionStage<T>> type) {
    return TypedGuard.create(type)
        .withDescription(name)
        .withCircuitBreaker()
        .requestVolumeThreshold(limits.volume())
        .failureRatio(limits.ratio())
        .delay(limits.delay().toMillis(), ChronoUnit.MILLIS)
        .successThreshold(limits.successes())
        .failOn(ProviderOutage.class)
        .done()
        .build();
  }
}
