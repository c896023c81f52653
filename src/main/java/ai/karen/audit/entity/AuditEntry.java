package ai.karen.audit.entity;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One line of the audit log, with its place in a chain. Immutable.
 *
 * @param id of the entry; sorts by time
 * @param chain begun by each start of a node
 * @param seq in the chain, from 1
 * @param at when it happened, in microseconds
 * @param kind what happened
 * @param outcome how it ended, in lower case
 * @param subject whom it is about; null for nobody
 * @param address from where; null for the engine itself
 * @param details further facts, sorted by their names
 * @param keepUntil before that nothing removes it
 * @param previous the hash of the one before; 64 zeros for the first
 */
public record AuditEntry(
    UUID id,
    UUID chain,
    long seq,
    Instant at,
    String kind,
    String outcome,
    String subject,
    String address,
    Map<String, String> details,
    Instant keepUntil,
    String previous) {
  /** What stands before the first. */
  public static final String NOTHING = "0".repeat(64);

  public AuditEntry {
    Objects.requireNonNull(id);
    Objects.requireNonNull(chain);
    Objects.requireNonNull(at);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(keepUntil);
    Objects.requireNonNull(previous);
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }

  /** SHA-256 over everything, in hexadecimal digits. */
  public String hash() {
    EntryDigest digest =
        new EntryDigest()
            .add(id.toString())
            .add(chain.toString())
            .add(String.valueOf(seq))
            .add(at.toString())
            .add(kind)
            .add(outcome)
            .add(subject)
            .add(address)
            .add(String.valueOf(details.size()));
    details.forEach((name, value) -> digest.add(name).add(value));
    return digest.add(keepUntil.toString()).add(previous).hex();
  }
}
