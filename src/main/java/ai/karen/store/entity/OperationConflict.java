package ai.karen.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * An acknowledged operation that found nothing to change when it was replayed, or another request
 * in its place.
 */
@Entity
@Table(name = "operation_conflict")
public class OperationConflict {
  @Id private UUID id;

  @Column(nullable = false)
  private UUID aggregate;

  @Column(nullable = false)
  private String type;

  @Column(name = "asked_at", nullable = false)
  @Convert(converter = Instants.class)
  private Instant askedAt;

  /** For JPA. */
  protected OperationConflict() {}

  public OperationConflict(Operation operation) {
    this.id = operation.id();
    this.aggregate = operation.aggregate();
    this.type = operation.type();
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

  public Instant askedAt() {
    return askedAt;
  }
}
