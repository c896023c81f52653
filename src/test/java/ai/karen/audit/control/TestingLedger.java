package ai.karen.audit.control;

import ai.karen.store.control.Ledger;
import ai.karen.store.control.Rows;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Acknowledgement.Place;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.Reading;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Keeps operations, and refuses them when told to. */
final class TestingLedger implements Ledger {
  private final Map<UUID, Operation> executed = new LinkedHashMap<>();
  private boolean away;

  void away(boolean isAway) {
    away = isAway;
  }

  List<Operation> executed() {
    return List.copyOf(executed.values());
  }

  @Override
  public Acknowledgement execute(Operation operation) {
    if (away) {
      throw new StoreUnavailable("away", Duration.ofSeconds(1), null);
    }
    boolean isNew = executed.putIfAbsent(operation.id(), operation) == null;
    return new Acknowledgement(isNew ? Effect.APPLIED : Effect.REPEATED, Place.DATABASE);
  }

  @Override
  public Acknowledgement executeInDatabase(Operation operation) {
    return execute(operation);
  }

  @Override
  public boolean note(Operation operation) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> Optional<T> read(UUID aggregate, Function<Rows, Optional<T>> question) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> Reading<List<T>> list(Function<Rows, List<T>> question) {
    throw new UnsupportedOperationException();
  }
}
