package ai.karen.provider.entity;

import java.time.Instant;

/**
 * How a provider is, from real traffic.
 *
 * @param fault why it can't be asked at all, as a sentence; null when it is configured
 * @param since when the breaker came to its state
 * @param nextAttempt when it will be asked again; null when it may be asked now
 * @param lastOutcome {@code ok} or a {@link FailureKind#word()}; null before the first call
 * @param lastError the provider's own words at its last failure; null when it never failed
 * @param lastLatencyMillis of the last answer; null before the first
 */
public record ProviderStatus(
    String id,
    String fault,
    String model,
    BreakerState breaker,
    Instant since,
    Instant nextAttempt,
    String lastOutcome,
    Instant lastOutcomeAt,
    String lastError,
    Instant lastErrorAt,
    Long lastLatencyMillis) {}
