package ai.karen.store.control;

import ai.karen.store.entity.Operation;
import java.util.List;
import java.util.UUID;

/**
 * Replay into the embedded database, every day: it syncs seldom, so that the journal keeps each
 * operation until it has.
 */
final class EmbeddedDestination implements Replay.Destination {
  private final LocalDatabase local;
  private final Application application;

  EmbeddedDestination(LocalDatabase local, Application application) {
    this.local = local;
    this.application = application;
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
  public boolean ends(Operation operation) {
    return application.ends(operation);
  }

  /** There is no other node. */
  @Override
  public boolean isEnded(UUID aggregate) {
    return false;
  }

  @Override
  public void supersede(List<Operation> operations) {
    local.change(
        rows -> {
          application.superseded(operations, rows);
          return null;
        });
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
