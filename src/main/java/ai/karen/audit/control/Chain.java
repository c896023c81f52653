package ai.karen.audit.control;

import ai.karen.audit.entity.AuditEntry;
import ai.karen.audit.entity.SealedEntry;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.timing.control.TimeOrderedIds;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Gives events their places in a chain. For one thread at a time. */
final class Chain {
  /** As long as a row can hold. */
  private static final int LONGEST_KIND = 60;

  private final UUID id;
  private final Seal seal;
  private final TimeOrderedIds ids;
  private final Duration keep;
  private long seq;
  private String hash = AuditEntry.NOTHING;

  Chain(Seal seal, TimeOrderedIds ids, Duration keep) {
    this.id = ids.nextUuid();
    this.seal = seal;
    this.ids = ids;
    this.keep = keep;
  }

  SealedEntry next(SecurityEvent event, Instant when) {
    Instant at = when.truncatedTo(ChronoUnit.MICROS);
    AuditEntry entry =
        new AuditEntry(
            ids.nextUuid(),
            id,
            ++seq,
            at,
            kind(event),
            event.outcome().name().toLowerCase(Locale.ROOT),
            PlainText.of(event.subject()),
            PlainText.of(event.address()),
            plain(event.details()),
            at.plus(keep).truncatedTo(ChronoUnit.MICROS),
            hash);
    hash = entry.hash();
    return new SealedEntry(entry, hash, seal.of(hash));
  }

  UUID id() {
    return id;
  }

  long seq() {
    return seq;
  }

  String hash() {
    return hash;
  }

  private static String kind(SecurityEvent event) {
    String kind = PlainText.of(event.kind());
    return kind.substring(0, Math.min(kind.length(), LONGEST_KIND));
  }

  private static Map<String, String> plain(Map<String, String> details) {
    return details.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> PlainText.of(entry.getKey()),
                entry -> PlainText.of(entry.getValue()),
                (one, other) -> one));
  }
}
