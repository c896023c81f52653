package ai.karen.store.control;

import ai.karen.store.control.DatabaseOutage.Extent;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import java.util.List;
import java.util.function.Function;

/** A real embedded database that counts transactions, and is full when told to. */
final class TestingLocalDatabase implements LocalDatabase {
  private final LocalDatabase behind;
  private boolean full;
  private int replays;
  private int changes;

  TestingLocalDatabase(LocalDatabase behind) {
    this.behind = behind;
  }

  /** Whether changes outside of replay are refused from now on. */
  void beFull(boolean isFull) {
    full = isFull;
  }

  int replays() {
    return replays;
  }

  int changes() {
    return changes;
  }

  @Override
  public String fault() {
    return behind.fault();
  }

  @Override
  public boolean isLost() {
    return false;
  }

  @Override
  public boolean isFull() {
    return full;
  }

  @Override
  public boolean isSuspect() {
    return behind.isSuspect();
  }

  @Override
  public void trust() {
    behind.trust();
  }

  @Override
  public <T> T read(Function<Rows, T> question) {
    return behind.read(question);
  }

  @Override
  public <T> T change(Function<Rows, T> change) {
    changes++;
    requireRoom();
    return behind.change(change);
  }

  @Override
  public Effect apply(Operation operation, Runnable beforeCommit) {
    requireRoom();
    return behind.apply(operation, beforeCommit);
  }

  private void requireRoom() {
    if (full) {
      throw new DatabaseOutage(Extent.UNREACHED, "The disk is full", null);
    }
  }

  @Override
  public void replay(List<Operation> operations) {
    replays++;
    behind.replay(operations);
  }

  @Override
  public void sync(List<Operation> operations) {
    behind.sync(operations);
  }

  @Override
  public void keep() {
    behind.keep();
  }
}
