package ai.karen.store.control;

import ai.karen.store.entity.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Replay into the shared database, when it is back. */
final class SharedDestination implements Replay.Destination {
  private static final UUID LAST = new UUID(Long.MAX_VALUE, Long.MAX_VALUE);

  private final Database database;
  private final LocalDatabase local;
  private final DatabaseWatch watch;
  private final Application application;
  private final StaleCopies stale;

  SharedDestination(
      Database database,
      LocalDatabase local,
      DatabaseWatch watch,
      Application application,
      StaleCopies stale) {
    this.database = database;
    this.local = local;
    this.watch = watch;
    this.application = application;
    this.stale = stale;
  }

  @Override
  public boolean isReady() {
    return watch.isUp();
  }

  @Override
  public void replay(List<Operation> operations) {
    done(rows -> application.replayed(inOrderOfLocks(operations), rows));
  }

  /**
   * Nodes that bring in changes of the same rows lock these in the same order: else two wait for
   * each other until a limit ends both. What locks nothing of others comes last.
   */
  private List<Operation> inOrderOfLocks(List<Operation> operations) {
    return operations.stream()
        .map(this::locking)
        .sorted(Comparator.comparing(Locking::locked))
        .map(Locking::operation)
        .toList();
  }

  private Locking locking(Operation operation) {
    UUID locked = application.locks(operation);
    return new Locking(Notes.isNote(locked) ? LAST : locked, operation);
  }

  private record Locking(UUID locked, Operation operation) {}

  @Override
  public boolean ends(Operation operation) {
    return application.ends(operation);
  }

  @Override
  public void supersede(List<Operation> operations) {
    done(rows -> application.superseded(operations, rows));
  }

  @Override
  public boolean isEnded(UUID aggregate) {
    return ask(local.read(rows -> application.ended(aggregate, rows))::test);
  }

  private void done(Consumer<Rows> action) {
    ask(
        rows -> {
          action.accept(rows);
          return null;
        });
  }

  /** In one transaction. */
  private <T> T ask(Function<Rows, T> work) {
    try {
      return Answers.of(database.run(work));
    } catch (DatabaseOutage outage) {
      watch.failed(outage);
      throw outage;
    }
  }

  /** Committed there is safe there. What the journal lets go of, copies do not get from it. */
  @Override
  public void sync(List<Operation> operations) {
    operations.stream().map(Operation::aggregate).forEach(stale::settling);
  }

  /** Other nodes may have changed it meanwhile. */
  @Override
  public void settled(Operation operation) {
    if (!Notes.isNote(operation.aggregate())) {
      stale.settled(operation.aggregate());
    }
  }
}
