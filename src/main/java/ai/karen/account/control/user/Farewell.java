package ai.karen.account.control.user;

import ai.karen.account.control.TracesOfUsers;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * Deletes an account with everything that belongs to it: first what others keep, so that a store
 * that is away keeps the account, and whoever asked can ask again; what comes in between goes with
 * what follows ({@link Consequences}). Thread-safe; blocks.
 */
@ApplicationScoped
public class Farewell {
  private final Accounts accounts;
  private final Instance<TracesOfUsers> traces;

  /** For the container's client proxy. */
  protected Farewell() {
    this(null, null);
  }

  @Inject
  public Farewell(Accounts accounts, @Any Instance<TracesOfUsers> traces) {
    this.accounts = accounts;
    this.traces = traces;
  }

  /**
   * @throws ProblemException 404 where there is none, 409 for the last active administrator
   * @throws StoreUnavailable the account is still there, or nobody knows that it is
   */
  public void delete(UUID user) {
    accounts.requireDispensable(user);
    traces.forEach(each -> each.delete(user));
    accounts.delete(user);
  }
}
