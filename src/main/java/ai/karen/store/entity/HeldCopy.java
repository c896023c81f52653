package ai.karen.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Tells that this node holds a whole copy of an aggregate, be it of one that is deleted. */
@Entity
@Table(name = "held_copy")
public class HeldCopy {
  @Id private UUID aggregate;

  @Column(name = "touched_at", nullable = false)
  @Convert(converter = Instants.class)
  private Instant touchedAt;

  /** For JPA. */
  protected HeldCopy() {}

  public HeldCopy(UUID aggregate, Instant touchedAt) {
    this.aggregate = aggregate;
    this.touchedAt = touchedAt;
  }

  public UUID aggregate() {
    return aggregate;
  }

  /** When it was last read or written through this node. */
  public Instant touchedAt() {
    return touchedAt;
  }
}
