package ai.karen.store.control;

import ai.karen.store.entity.Operation;
import java.util.List;

/**
 * Replay into the embedded database, every day: it syncs seldom, so that the journal keeps each
 * operation until it has.
 */
final class EmbeddedDestination implements Replay.Destination {
  private final LocalDatabase local;

  EmbeddedDestination(LocalDatabase local) {
    this.local = local;
  }

  @Override
  public boolean isReady() {
    return local.fault() == null;
  }

  @Override
  public void replay(List<Operation> operations) {
    local.replay(operations);
  }

  @Override
  public void sync(List<Operation> operations) {
    local.sync(operations);
  }

  @Override
  public void settled(Operation operation) {
    // It is where it is read.
  }
}
