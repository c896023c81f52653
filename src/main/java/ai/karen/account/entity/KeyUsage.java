package ai.karen.account.entity;

import ai.karen.store.entity.Instants;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** How much one node saw of one key. */
@Entity
@Table(name = "api_key_usage")
public class KeyUsage {
  @Id private UUID id;

  @Column(name = "key_id")
  private String keyId;

  private UUID node;
  private long tokens;

  @Column(name = "used_at")
  @Convert(converter = Instants.class)
  private Instant usedAt;

  /** For the database. */
  protected KeyUsage() {}

  public KeyUsage(String keyId, UUID node, long tokens, Instant usedAt) {
    this.id = id(keyId, node);
    this.keyId = keyId;
    this.node = node;
    this.tokens = tokens;
    this.usedAt = usedAt;
  }

  public static UUID id(String keyId, UUID node) {
    return UUID.nameUUIDFromBytes((keyId + ":" + node).getBytes(StandardCharsets.UTF_8));
  }

  public String keyId() {
    return keyId;
  }

  public UUID node() {
    return node;
  }

  /** Altogether. */
  public long tokens() {
    return tokens;
  }

  public Instant usedAt() {
    return usedAt;
  }

  /** For what is told once. */
  public void add(long more, Instant at) {
    grow(tokens + more, at);
  }

  /** For what may be told late and twice. */
  public void grow(long atLeast, Instant at) {
    tokens = Math.max(tokens, atLeast);
    usedAt = at.isAfter(usedAt) ? at : usedAt;
  }
}
