package ai.karen.account.entity;

import ai.karen.store.entity.Instants;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Says that a key was taken back, for good. */
@Entity
@Table(name = "api_key_revoked")
public class RevokedKey {
  @Id private String id;

  @Column(name = "revoked_at")
  @Convert(converter = Instants.class)
  private Instant revokedAt;

  /** For the database. */
  protected RevokedKey() {}

  public RevokedKey(String id, Instant revokedAt) {
    this.id = id;
    this.revokedAt = revokedAt;
  }

  public String id() {
    return id;
  }

  public Instant revokedAt() {
    return revokedAt;
  }
}
