package ai.karen.account.control.user;

import ai.karen.account.control.TracesOfUsers;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Deletes an account with everything that belongs to it: first what others keep, so that a store
 * that is away keeps the account, and whoever asked can ask again. Thread-safe; blocks.
 */
@ApplicationScoped
public class Farewell {
  private static final Logger LOG = System.getLogger(Farewell.class.getName());

  private final Accounts accounts;
  private final Instance<TracesOfUsers> traces;
  private final LocalTraces local;

  /** For the container's client proxy. */
  protected Farewell() {
    this(null, null, null);
  }

  @Inject
  public Farewell(Accounts accounts, @Any Instance<TracesOfUsers> traces, LocalTraces local) {
    this.accounts = accounts;
    this.traces = traces;
    this.local = local;
  }

  /**
   * @throws ProblemException 404 where there is none, 409 for the last active administrator
   * @throws StoreUnavailable the account is still there
   */
  public void delete(UUID user) {
    accounts.requireDispensable(user);
    traces.forEach(each -> each.delete(user));
    accounts.delete(user);
    local.forget(user);
    sweep(user);
  }

  /** What came in between. */
  private void sweep(UUID user) {
    try {
      traces.forEach(each -> each.delete(user));
    } catch (ProblemException notNow) {
      LOG.log(Level.WARNING, "What came while an account was deleted is still there", notNow);
    }
  }
}
