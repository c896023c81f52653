package ai.karen.provider.entity;

import java.time.Duration;

/**
 * Event: a question has its answer, or has none.
 *
 * @param provider who answered; null when nobody did
 * @param model the model that answered; null when none did
 * @param outcome {@code ok}, {@code exhausted} when the chain came to its end, or the {@link
 *     FailureKind#word()} that ended it
 * @param attempts calls that went out
 * @param degraded whether another than the first choice answered
 * @param resumed whether a stream broke and others were asked to complete it
 * @param latency from the request to the end of the answer
 * @param timeToFirstToken null when no token came
 */
public record QuestionEnded(
    String requestId,
    String chain,
    String provider,
    String model,
    boolean streaming,
    String outcome,
    int attempts,
    boolean degraded,
    boolean resumed,
    Duration latency,
    Duration timeToFirstToken) {}
