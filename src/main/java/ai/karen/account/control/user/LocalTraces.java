package ai.karen.account.control.user;

import ai.karen.store.control.DatabaseOutage;
import ai.karen.store.control.LocalDatabase;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.control.StoreThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Forgets the copies that nodes hold of an account that was deleted. A node that can't be told
 * forgets it when all copies are compared with the database ({@link
 * ai.karen.store.control.MissedNews}). Thread-safe; blocks.
 */
@ApplicationScoped
public class LocalTraces {
  static final String CHANNEL = "accounts-deleted";

  private static final Logger LOG = System.getLogger(LocalTraces.class.getName());

  private final LocalDatabase local;
  private final AccountKind kind;
  private final SharedMemory memory;
  private final StoreThreads threads;

  /** For the container's client proxy. */
  protected LocalTraces() {
    this(null, null, null, null);
  }

  @Inject
  public LocalTraces(
      LocalDatabase local, AccountKind kind, SharedMemory memory, StoreThreads threads) {
    this.local = local;
    this.kind = kind;
    this.memory = memory;
    this.threads = threads;
  }

  void start(@Observes Startup event) {
    memory.subscribe(
        CHANNEL,
        user ->
            threads.supply(
                () -> {
                  drop(UUID.fromString(user));
                  return null;
                }));
  }

  void forget(UUID user) {
    drop(user);
    memory.publish(CHANNEL, user.toString());
  }

  private void drop(UUID user) {
    try {
      local.change(
          rows -> {
            kind.forget(user, rows);
            return null;
          });
    } catch (DatabaseOutage outage) {
      LOG.log(Level.WARNING, "A local copy of a deleted account can't be removed now", outage);
    }
  }
}
