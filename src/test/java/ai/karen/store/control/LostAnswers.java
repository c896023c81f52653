package ai.karen.store.control;

import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A ledger that does as it is told, and once gives no answer to what only a database may do. */
public final class LostAnswers implements Ledger {
  private final Ledger behind;
  private boolean lost;
  private boolean done;

  public LostAnswers(Ledger behind) {
    this.behind = behind;
  }

  /**
   * The next one.
   *
   * @param isDone whether it is carried out nevertheless
   */
  public void loseOne(boolean isDone) {
    lost = true;
    done = isDone;
  }

  @Override
  public Acknowledgement executeInDatabase(Operation operation) {
    if (!lost) {
      return behind.executeInDatabase(operation);
    }
    lost = false;
    if (done) {
      behind.executeInDatabase(operation);
    }
    throw StoreUnavailable.open(Duration.ofSeconds(1), null);
  }

  @Override
  public Acknowledgement execute(Operation operation) {
    return behind.execute(operation);
  }

  @Override
  public boolean note(Operation operation) {
    return behind.note(operation);
  }

  @Override
  public <T> Optional<T> read(UUID aggregate, Function<Rows, Optional<T>> question) {
    return behind.read(aggregate, question);
  }

  @Override
  public <T> Reading<List<T>> list(Function<Rows, List<T>> question) {
    return behind.list(question);
  }
}
