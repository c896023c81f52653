package ai.karen.provider.entity;

import java.time.Duration;

/**
 * Event: a call to a provider is over.
 *
 * @param chain the chain that asked
 * @param outcome {@code ok} or a {@link FailureKind#word()}; for an invalid request {@code
 *     callers_fault} or {@code unsupported}
 * @param latency from asking to the end
 * @param timeToFirstToken null when no token came
 * @param usage as the provider counted; {@link Usage#NONE} when it did not say
 * @param malformed events of its stream that could not be read
 */
public record AttemptEnded(
    String requestId,
    String chain,
    String provider,
    String model,
    String outcome,
    Duration latency,
    Duration timeToFirstToken,
    Usage usage,
    int malformed) {}
