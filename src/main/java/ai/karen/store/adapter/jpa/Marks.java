package ai.karen.store.adapter.jpa;

import ai.karen.store.control.Rows;
import ai.karen.store.entity.Operation;
import java.util.List;
import java.util.Map;

/** The marks that operations leave. */
final class Marks {
  private static final String COUNT = "select count(o) from AppliedOperation o where o.id in :ids";

  private Marks() {}

  /** Whether all of them have left theirs. */
  static boolean of(List<Operation> operations, Rows rows) {
    List<?> ids = operations.stream().map(Operation::id).distinct().toList();
    return rows.list(Long.class, COUNT, Map.of("ids", ids), 1).get(0) == ids.size();
  }
}
