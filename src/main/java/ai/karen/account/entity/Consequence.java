package ai.karen.account.entity;

import ai.karen.store.entity.Instants;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * Says that an account changed, and that what must follow from it may not have been done yet. For
 * one thread, as a row.
 */
@Entity
@Table(name = "account_consequence")
public class Consequence {
  private static final UUID NONE = new UUID(0, 0);

  @Id private UUID id;

  @Column(name = "user_id")
  private UUID userId;

  private String kind;

  /** Never null: PostgreSQL refuses the type that EclipseLink gives to what is missing. */
  @Column(name = "kept_session")
  private UUID keptSession;

  @Column(name = "changed_at")
  @Convert(converter = Instants.class)
  private Instant changedAt;

  /** For the database. */
  protected Consequence() {}

  /**
   * @param id of the operation that made the change
   */
  public Consequence(UUID id, UserChanged change, Instant changedAt) {
    this.id = id;
    this.userId = change.user();
    this.kind = change.kind().name();
    this.keptSession = change.keptSession() == null ? NONE : change.keptSession();
    this.changedAt = changedAt;
  }

  public UUID id() {
    return id;
  }

  public UserChanged change() {
    return new UserChanged(
        userId, UserChanged.Kind.valueOf(kind), NONE.equals(keptSession) ? null : keptSession);
  }
}
