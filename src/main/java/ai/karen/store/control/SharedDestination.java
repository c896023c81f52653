package ai.karen.store.control;

import ai.karen.store.entity.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Replay into the shared database, when it is back. */
final class SharedDestination implements Replay.Destination {
  private static final UUID LAST = new UUID(Long.MAX_VALUE, Long.MAX_VALUE);

  private final Database database;
  private final DatabaseWatch watch;
  private final Application application;
  private final StaleCopies stale;

  SharedDestination(
      Database database, DatabaseWatch watch, Application application, StaleCopies stale) {
    this.database = database;
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
    inOneTransaction(rows -> application.replayed(inOrderOfLocks(operations), rows));
  }

  /**
   * Nodes that bring in changes of the same aggregates lock these in the same order: else two wait
   * for each other until a limit ends both. Of one aggregate, and of notes, they stay in order.
   */
  private static List<Operation> inOrderOfLocks(List<Operation> operations) {
    return operations.stream()
        .sorted(Comparator.comparing(each -> isNote(each) ? LAST : each.aggregate()))
        .toList();
  }

  private static boolean isNote(Operation operation) {
    return Notes.isNote(operation.aggregate());
  }

  @Override
  public boolean ends(Operation operation) {
    return application.ends(operation);
  }

  @Override
  public void supersede(List<Operation> operations) {
    inOneTransaction(rows -> application.superseded(operations, rows));
  }

  private void inOneTransaction(Consumer<Rows> action) {
    try {
      Answers.of(
          database.run(
              rows -> {
                action.accept(rows);
                return null;
              }));
    } catch (DatabaseOutage outage) {
      watch.failed(outage);
      throw outage;
    }
  }

  @Override
  public void sync(List<Operation> operations) {
    // Committed there is safe there.
  }

  /** Other nodes may have changed it meanwhile. */
  @Override
  public void settled(Operation operation) {
    if (!isNote(operation)) {
      stale.settled(operation.aggregate());
    }
  }
}
