package ai.karen.store.control;

import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The ledger of an engine whose only database is the embedded one. */
final class EmbeddedLedger implements Ledger {
  private final LocalDatabase local;
  private final Journal journal;
  private final JournaledWrites writes;
  private final AggregateLocks locks;

  EmbeddedLedger(
      LocalDatabase local, Journal journal, JournaledWrites writes, AggregateLocks locks) {
    this.local = local;
    this.journal = journal;
    this.writes = writes;
    this.locks = locks;
  }

  @Override
  public Acknowledgement execute(Operation operation) {
    return locks.during(operation.aggregate(), () -> inDatabase(writes.execute(operation)));
  }

  @Override
  public Acknowledgement executeInDatabase(Operation operation) {
    return execute(operation);
  }

  @Override
  public boolean note(Operation operation) {
    return Notes.append(journal, operation);
  }

  @Override
  public <T> Optional<T> read(UUID aggregate, Function<Rows, Optional<T>> question) {
    return ask(question);
  }

  @Override
  public <T> Reading<List<T>> list(Function<Rows, List<T>> question) {
    return new Reading<>(ask(question), false);
  }

  private <T> T ask(Function<Rows, T> question) {
    try {
      return local.read(question);
    } catch (DatabaseOutage outage) {
      throw new StoreUnavailable(
          "The embedded database can't be read right now", Duration.ofSeconds(2), outage);
    }
  }

  /** Here the journal is a part of the database, not its stand-in. */
  private static Acknowledgement inDatabase(Acknowledgement journaled) {
    return new Acknowledgement(journaled.effect(), Acknowledgement.Place.DATABASE);
  }
}
