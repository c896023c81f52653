package ai.karen.store.control;

import ai.karen.store.entity.HeldCopy;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What the components' kinds say of an aggregate's rows in one database or another. Immutable. */
final class Editions {
  private final Application application;

  Editions(Application application) {
    this.application = application;
  }

  /** Empty where nothing of it is there. */
  Set<String> of(UUID aggregate, Rows rows) {
    return application
        .kinds()
        .flatMap(kind -> kind.edition(aggregate, rows).stream())
        .collect(Collectors.toSet());
  }

  /**
   * Reads from the database what differs, and nothing here: where the database is asked, a thread
   * may be interrupted, and the embedded one closes itself over that.
   *
   * @param known editions that need not be read
   */
  Consumer<Rows> renewal(UUID aggregate, Set<String> known, Rows database) {
    List<Consumer<Rows>> changes =
        application
            .kinds()
            .filter(kind -> kind.edition(aggregate, database).filter(known::contains).isEmpty())
            .map(kind -> kind.copy(aggregate, database))
            .toList();
    return rows -> changes.forEach(change -> change.accept(rows));
  }

  /** Takes a copy away, and that there is one. */
  boolean drop(UUID aggregate, Rows local) {
    application.kinds().forEach(kind -> kind.forget(aggregate, local));
    local.find(HeldCopy.class, aggregate).ifPresent(local::remove);
    return true;
  }
}
