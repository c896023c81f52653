package ai.karen.store.adapter.jpa;

import ai.karen.store.control.Application;
import ai.karen.store.entity.AppliedOperation;
import ai.karen.store.entity.HeldCopy;
import ai.karen.store.entity.Instants;
import ai.karen.store.entity.OperationConflict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The entity classes that there are, and what they are converted by. */
final class StoredRows {
  private static final List<Class<?>> OWN =
      List.of(Instants.class, AppliedOperation.class, OperationConflict.class, HeldCopy.class);

  private StoredRows() {}

  static Set<Class<?>> of(Application application) {
    Set<Class<?>> rows = new LinkedHashSet<>(OWN);
    application.kinds().forEach(kind -> rows.addAll(kind.rows()));
    return rows;
  }
}
