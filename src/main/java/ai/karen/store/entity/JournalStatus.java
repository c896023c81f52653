package ai.karen.store.entity;

import java.time.Instant;
import java.util.List;

/**
 * How a journal is at one moment. Immutable.
 *
 * @param depth entries that wait, parked ones not counted
 * @param oldest when the oldest of them was appended; null when none waits
 * @param bytes what its files take
 * @param limit what they may take
 * @param parked entries that could not be applied, by position
 * @param fault why nothing can be appended now, a sentence; null when it can
 */
public record JournalStatus(
    long depth, Instant oldest, long bytes, long limit, List<Parked> parked, String fault) {

  public JournalStatus {
    parked = List.copyOf(parked);
  }

  /**
   * An operation that could not be applied; it blocks its own aggregate and nothing else.
   *
   * @param reason a sentence without anything of the payload
   */
  public record Parked(JournalEntry entry, String reason) {}
}
