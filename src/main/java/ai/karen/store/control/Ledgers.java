package ai.karen.store.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Makes the ledger that fits the operator's databases. */
@ApplicationScoped
public class Ledgers {

  @Produces
  @ApplicationScoped
  public Ledger ledger(
      Database database,
      LocalDatabase local,
      Journal journal,
      JournaledWrites journaled,
      DatabaseWrites writes,
      DatabaseWatch watch,
      Copies copies,
      CopyFollowing following,
      AggregateLocks locks) {
    return database.isConfigured()
        ? new SharedLedger(database, watch, writes, journal, copies, following, locks)
        : new EmbeddedLedger(local, journal, journaled, locks);
  }
}
