package ai.karen.audit.entity;

import ai.karen.store.entity.Instants;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** An entry of the audit log, as a row. For one thread; never changed. */
@Entity
@Table(name = "audit_event")
public class AuditRow {
  @Id private UUID id;
  private UUID chain;
  private long seq;

  @Column(name = "happened_at")
  @Convert(converter = Instants.class)
  private Instant at;

  private String kind;
  private String outcome;
  private String subject;
  private String address;
  private String details;

  @Column(name = "keep_until")
  @Convert(converter = Instants.class)
  private Instant keepUntil;

  private String previous;
  private String hash;
  private String seal;

  /** For JPA. */
  protected AuditRow() {}

  /**
   * @param details the entry's, as a text that can be read again
   */
  public AuditRow(SealedEntry sealed, String details) {
    AuditEntry entry = sealed.entry();
    this.id = entry.id();
    this.chain = entry.chain();
    this.seq = entry.seq();
    this.at = entry.at();
    this.kind = entry.kind();
    this.outcome = entry.outcome();
    this.subject = entry.subject();
    this.address = entry.address();
    this.details = details;
    this.keepUntil = entry.keepUntil();
    this.previous = entry.previous();
    this.hash = sealed.hash();
    this.seal = sealed.seal();
  }

  /**
   * @param reader of the details
   */
  public SealedEntry sealed(Function<String, Map<String, String>> reader) {
    return new SealedEntry(
        new AuditEntry(
            id,
            chain,
            seq,
            at,
            kind,
            outcome,
            subject,
            address,
            reader.apply(details),
            keepUntil,
            previous),
        hash,
        seal);
  }
}
