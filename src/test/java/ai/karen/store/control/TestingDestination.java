package ai.karen.store.control;

import ai.karen.store.control.DatabaseOutage.Extent;
import ai.karen.store.entity.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Takes what replay brings, and does not when told so. */
final class TestingDestination implements Replay.Destination {
  final List<String> brought = new ArrayList<>();
  final List<String> superseded = new ArrayList<>();
  final List<Integer> sizes = new ArrayList<>();
  final List<UUID> lookedAt = new ArrayList<>();
  private final Set<UUID> endedElsewhere = new HashSet<>();
  private final Set<String> seldom = new HashSet<>();
  private Predicate<List<Operation>> late = operations -> false;
  private Predicate<Operation> refused = operation -> false;

  void beLateFor(Predicate<List<Operation>> which) {
    late = which;
  }

  void refuse(Predicate<Operation> which) {
    refused = which;
  }

  /** As a deadlock: the first time only. */
  void collideOnce(String payload) {
    seldom.add(payload);
  }

  void endElsewhere(UUID aggregate) {
    endedElsewhere.add(aggregate);
  }

  @Override
  public boolean isEnded(UUID aggregate) {
    lookedAt.add(aggregate);
    return endedElsewhere.contains(aggregate);
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void replay(List<Operation> operations) {
    sizes.add(operations.size());
    if (late.test(operations)) {
      throw new DatabaseOutage(Extent.SILENT, "late", null);
    }
    if (operations.stream().anyMatch(refused)
        || operations.stream().anyMatch(each -> seldom.remove(each.payload()))) {
      throw new IllegalStateException("refused");
    }
    operations.forEach(operation -> brought.add(operation.payload()));
  }

  @Override
  public void sync(List<Operation> operations) {
    // It is where it is.
  }

  @Override
  public boolean ends(Operation operation) {
    return operation.type().equals("end");
  }

  @Override
  public void supersede(List<Operation> operations) {
    operations.forEach(operation -> superseded.add(operation.payload()));
  }

  @Override
  public void settled(Operation operation) {
    // Nobody reads it here.
  }
}
