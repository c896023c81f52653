package ai.karen.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The mark that an operation leaves in the transaction of its effect. */
@Entity
@Table(name = "applied_operation")
public class AppliedOperation {
  @Id private UUID id;

  @Column(nullable = false)
  private UUID aggregate;

  @Column(nullable = false)
  private String type;

  @Column(nullable = false)
  private String fingerprint;

  @Column(name = "asked_at", nullable = false)
  @Convert(converter = Instants.class)
  private Instant askedAt;

  /** For JPA. */
  protected AppliedOperation() {}

  public AppliedOperation(Operation operation) {
    this.id = operation.id();
    this.aggregate = operation.aggregate();
    this.type = operation.type();
    this.fingerprint = operation.fingerprint();
    this.askedAt = operation.at();
  }

  public UUID id() {
    return id;
  }

  public UUID aggregate() {
    return aggregate;
  }

  public String type() {
    return type;
  }

  /** When the caller asked for it. */
  public Instant askedAt() {
    return askedAt;
  }

  /** Whether it stands for the same request. */
  public boolean matches(Operation operation) {
    return type.equals(operation.type()) && fingerprint.equals(operation.fingerprint());
  }
}
