package ai.karen.account.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The one row that whoever changes accounts locks, so that rules which span all of them hold across
 * nodes.
 */
@Entity
@Table(name = "account_guard")
public class AccountGuard {
  /** The row. */
  public static final int ID = 1;

  @Id private int id;

  /** For the database. */
  protected AccountGuard() {}

  public int id() {
    return id;
  }
}
