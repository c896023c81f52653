package ai.karen.store.control;

import ai.karen.store.entity.AppliedOperation;
import ai.karen.store.entity.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The marks that operations leave in a database: asked for all at once. */
public final class Marks {
  private static final String DONE = "select o from AppliedOperation o where o.id in :ids";
  private static final String IN_VAIN = "select o.id from OperationConflict o where o.id in :ids";

  private Marks() {}

  /** Whether all of them have left theirs. */
  public static boolean areThere(List<Operation> operations, Rows rows) {
    return done(operations, rows).keySet().containsAll(ids(operations));
  }

  /** Of those that were brought in, by the operations' ids; the caller may add to it. */
  static Map<UUID, AppliedOperation> done(List<Operation> operations, Rows rows) {
    Set<UUID> ids = ids(operations);
    return rows.list(AppliedOperation.class, DONE, Map.of("ids", ids), ids.size()).stream()
        .collect(Collectors.toMap(AppliedOperation::id, Function.identity()));
  }

  /** The ids of those that were brought in and changed nothing. */
  static Set<UUID> inVain(List<Operation> operations, Rows rows) {
    Set<UUID> ids = ids(operations);
    return Set.copyOf(rows.list(UUID.class, IN_VAIN, Map.of("ids", ids), ids.size()));
  }

  private static Set<UUID> ids(List<Operation> operations) {
    return operations.stream().map(Operation::id).collect(Collectors.toSet());
  }
}
