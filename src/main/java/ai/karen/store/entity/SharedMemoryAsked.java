package ai.karen.store.entity;

import java.time.Duration;

/**
 * Redis was, or should have been, asked. Immutable.
 *
 * @param fellBack whether the node's own memory did it
 * @param latency how long the caller waited for Redis; null where Redis was known to be away and
 *     not asked
 */
public record SharedMemoryAsked(boolean fellBack, Duration latency) {}
