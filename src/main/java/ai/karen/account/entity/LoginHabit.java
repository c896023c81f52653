package ai.karen.account.entity;

import ai.karen.store.entity.Instants;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** How somebody usually signs in, as a row. For one thread. */
@Entity
@Table(name = "login_habit")
public class LoginHabit {
  @Id private String account;
  private int logins;
  private String sites;

  @Column(name = "last_login", nullable = false)
  @Convert(converter = Instants.class)
  private Instant lastLogin;

  /** For JPA. */
  protected LoginHabit() {}

  /**
   * @param sites names of networks, the latest first, with commas between
   */
  public LoginHabit(String account, int logins, String sites, Instant lastLogin) {
    this.account = account;
    this.logins = logins;
    this.sites = sites;
    this.lastLogin = lastLogin;
  }

  public int logins() {
    return logins;
  }

  public String sites() {
    return sites;
  }

  public Instant lastLogin() {
    return lastLogin;
  }
}
