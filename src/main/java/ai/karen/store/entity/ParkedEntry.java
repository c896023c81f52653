package ai.karen.store.entity;

/**
 * An operation that could not be applied; it blocks its own aggregate and nothing else. Immutable.
 *
 * @param reason a sentence without anything of the payload
 */
public record ParkedEntry(JournalEntry entry, String reason) {

  public long position() {
    return entry.position();
  }
}
