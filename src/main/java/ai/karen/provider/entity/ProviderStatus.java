package ai.karen.provider.entity;

import java.time.Instant;

/**
 * How a provider is, from real traffic.
 *
 * @param fault why it can't be asked at all, as a sentence; null when it is configured
 * @param since when the breaker came to its state
 * @param nextAttempt from when on it is asked again, now where its breaker is open and only waits
 *     for the next question; null when nothing holds it back
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
