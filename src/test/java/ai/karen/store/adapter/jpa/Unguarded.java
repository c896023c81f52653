package ai.karen.store.adapter.jpa;

import ai.karen.store.control.DatabaseOutage;
import ai.karen.store.control.DatabaseWrites;
import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Operation;

/** Falls back as the container's interceptor does, where there is no container. */
record Unguarded(GuardedWrites writes) implements DatabaseWrites {

  @Override
  public Acknowledgement execute(Operation operation) {
    try {
      return writes.execute(operation);
    } catch (DatabaseOutage outage) {
      return writes.toJournal(operation);
    }
  }

  @Override
  public Acknowledgement executeThere(Operation operation) {
    return writes.executeThere(operation);
  }

  @Override
  public Acknowledgement executeHere(Operation operation) {
    return writes.executeHere(operation);
  }
}
