package ai.karen.account.control;

import java.util.UUID;

/**
 * What a component has to delete with an account. Contributed as a bean; asked before the account
 * goes, so that what can't be deleted keeps it, and again after that, until it succeeds.
 * Thread-safe; blocks.
 */
public interface TracesOfUsers {

  /**
   * Any number of times.
   *
   * @throws ai.karen.store.control.StoreUnavailable not all of it is deleted
   */
  void delete(UUID user);
}
