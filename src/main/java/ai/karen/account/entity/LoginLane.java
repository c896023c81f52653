package ai.karen.account.entity;

import ai.karen.store.entity.Instants;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Failed attempts that are counted together, as a row. For one thread. */
@Entity
@Table(name = "login_lane")
public class LoginLane {
  @Id
  @Column(name = "lane")
  private String lane;

  private int failures;

  @Column(name = "blocked_until", nullable = false)
  @Convert(converter = Instants.class)
  private Instant blockedUntil;

  @Column(name = "counted_at", nullable = false)
  @Convert(converter = Instants.class)
  private Instant countedAt;

  /** For JPA. */
  protected LoginLane() {}

  public LoginLane(String lane, int failures, Instant blockedUntil, Instant countedAt) {
    this.lane = lane;
    this.failures = failures;
    this.blockedUntil = blockedUntil;
    this.countedAt = countedAt;
  }

  public int failures() {
    return failures;
  }

  public Instant blockedUntil() {
    return blockedUntil;
  }

  public Instant countedAt() {
    return countedAt;
  }
}
