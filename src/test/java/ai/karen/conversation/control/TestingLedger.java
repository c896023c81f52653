package ai.karen.conversation.control;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.Rows;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A ledger of conversations over one database, which a test takes away or puts behind a journal.
 */
public final class TestingLedger implements Ledger, AutoCloseable {
  private final TestingDatabase database = TestingDatabase.embedded();
  private final ConversationKind kind = new ConversationKind();
  private final Map<UUID, String> applied = new HashMap<>();
  private final List<Operation> executed = new ArrayList<>();
  private Acknowledgement.Place place = Acknowledgement.Place.DATABASE;
  private boolean away;
  private boolean awayNext;

  /** From now on nothing can be written or read. */
  public void away(boolean isAway) {
    away = isAway;
  }

  /** Nothing can be written or read once the next write is done. */
  public void awayAfterAWrite() {
    awayNext = true;
  }

  /** From now on writes wait in the journal, and lists may be partial. */
  public void journaling() {
    place = Acknowledgement.Place.JOURNAL;
  }

  /** What was carried out so far. */
  public List<Operation> executed() {
    return executed;
  }

  @Override
  public synchronized Acknowledgement execute(Operation operation) {
    requireThere();
    String before = applied.putIfAbsent(operation.id(), operation.fingerprint());
    if (before != null && !before.equals(operation.fingerprint())) {
      throw new ProblemException(Problem.invalid(422, "idempotency_key_reused", "other", null));
    }
    executed.add(operation);
    Effect effect =
        before == null
            ? database.inTransaction(rows -> kind.apply(operation, rows))
            : Effect.REPEATED;
    away = awayNext;
    return new Acknowledgement(effect, place);
  }

  @Override
  public Acknowledgement executeInDatabase(Operation operation) {
    return execute(operation);
  }

  @Override
  public boolean note(Operation operation) {
    execute(operation);
    return true;
  }

  @Override
  public <T> Optional<T> read(UUID aggregate, Function<Rows, Optional<T>> question) {
    requireThere();
    return database.inTransaction(question);
  }

  @Override
  public <T> Reading<List<T>> list(Function<Rows, List<T>> question) {
    requireThere();
    return new Reading<>(database.inTransaction(question), place == Acknowledgement.Place.JOURNAL);
  }

  @Override
  public void close() {
    database.close();
  }

  private void requireThere() {
    if (away) {
      throw new StoreUnavailable("away", Duration.ofSeconds(1), null);
    }
  }
}
