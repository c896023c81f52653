package ai.karen.account.entity;

import ai.karen.store.entity.Instants;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A person's account, with what their password is checked against. For one thread, as a row. */
@Entity
@Table(name = "account")
public class Account {
  @Id private UUID id;

  private String email;
  private String name;
  private String role;
  private boolean active;

  @Column(name = "password_hash")
  private String passwordHash;

  @Column(name = "created_at")
  @Convert(converter = Instants.class)
  private Instant createdAt;

  @Column(name = "updated_at")
  @Convert(converter = Instants.class)
  private Instant updatedAt;

  private long revision;

  /** For the database. */
  protected Account() {}

  /**
   * @param passwordHash in PHC's form
   */
  public Account(User user, String passwordHash, Instant createdAt) {
    this.id = user.id();
    this.email = user.email();
    this.name = user.name();
    this.role = user.role().word();
    this.active = user.isActive();
    this.passwordHash = passwordHash;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
    this.revision = 1;
  }

  /** The same in another database. */
  public Account copy() {
    Account copy = new Account(user(), passwordHash, createdAt);
    copy.updatedAt = updatedAt;
    copy.revision = revision;
    return copy;
  }

  public User user() {
    return new User(id, email, name, Role.of(role), active);
  }

  public UUID id() {
    return id;
  }

  public String passwordHash() {
    return passwordHash;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  /** How many changes it has seen. */
  public long revision() {
    return revision;
  }

  /** Whether the engine's rules need it: without such an account nobody can make others. */
  public boolean isActiveAdministrator() {
    return active && Role.of(role) == Role.ADMIN;
  }

  /** Takes what may change; its id and its address stay. */
  public void change(User changed, Instant at) {
    name = changed.name();
    role = changed.role().word();
    active = changed.isActive();
    touch(at);
  }

  public void changePassword(String hash, Instant at) {
    passwordHash = hash;
    touch(at);
  }

  /** What was proven for it before holds no more: a login under way comes to nothing. */
  public void endLogins(Instant at) {
    touch(at);
  }

  private void touch(Instant at) {
    updatedAt = at;
    revision++;
  }
}
