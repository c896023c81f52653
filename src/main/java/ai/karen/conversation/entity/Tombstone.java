package ai.karen.conversation.entity;

import ai.karen.store.entity.Instants;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Says that a conversation was deleted, so that no operation that comes late brings it back. */
@Entity(name = "ConversationTombstone")
@Table(name = "conversation_tombstone")
public class Tombstone {
  @Id private UUID aggregate;

  private String owner;

  @Column(name = "deleted_at")
  @Convert(converter = Instants.class)
  private Instant deletedAt;

  /** For the database. */
  protected Tombstone() {}

  public Tombstone(UUID aggregate, String owner, Instant deletedAt) {
    this.aggregate = Objects.requireNonNull(aggregate);
    this.owner = Objects.requireNonNull(owner);
    this.deletedAt = Objects.requireNonNull(deletedAt);
  }

  /** The same in another database. */
  public Tombstone copy() {
    return new Tombstone(aggregate, owner, deletedAt);
  }

  public UUID aggregate() {
    return aggregate;
  }

  public boolean isOf(String caller) {
    return owner.equals(caller);
  }

  public Instant deletedAt() {
    return deletedAt;
  }
}
