package ai.karen.store.entity;

import java.time.Instant;

/**
 * How a journal is at one moment. Immutable.
 *
 * @param depth entries that wait, parked ones not counted
 * @param oldest when the oldest of them was appended; null when none waits
 * @param bytes what its files take
 * @param limit what they may take
 * @param parked how many entries could not be applied
 * @param fault why nothing can be appended now, a sentence; null when it can
 */
public record JournalStatus(
    long depth, Instant oldest, long bytes, long limit, long parked, String fault) {}
