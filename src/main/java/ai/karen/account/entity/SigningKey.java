package ai.karen.account.entity;

import ai.karen.store.entity.Instants;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;

/** A key that signs access tokens, as it is stored: sealed. For one thread, as a row. */
@Entity
@Table(name = "signing_key")
public class SigningKey {
  @Id private String id;

  private int generation;

  @Column(name = "created_at")
  @Convert(converter = Instants.class)
  private Instant createdAt;

  private String sealed;

  /** For the database. */
  protected SigningKey() {}

  /**
   * @param generation the first is 1
   * @param sealed the key, encrypted
   */
  public SigningKey(String id, int generation, Instant createdAt, String sealed) {
    this.id = Objects.requireNonNull(id);
    this.generation = generation;
    this.createdAt = Objects.requireNonNull(createdAt);
    this.sealed = Objects.requireNonNull(sealed);
  }

  /** The same in another database. */
  public SigningKey copy() {
    return new SigningKey(id, generation, createdAt, sealed);
  }

  /** As tokens name it. */
  public String id() {
    return id;
  }

  public int generation() {
    return generation;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public String sealed() {
    return sealed;
  }
}
