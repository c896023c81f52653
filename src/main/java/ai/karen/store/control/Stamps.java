package ai.karen.store.control;

import ai.karen.store.entity.HeldCopy;
import ai.karen.store.entity.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Which copies are held and when they were used, in the local database. Immutable. */
final class Stamps {
  /** A stamp this old is renewed. */
  private static final Duration AGE = Duration.ofMinutes(10);

  private final Clock clock;

  Stamps(Clock clock) {
    this.clock = clock;
  }

  /**
   * @return whether it was time for it
   */
  boolean stamp(UUID aggregate, Rows rows) {
    boolean due = !isFresh(aggregate, rows);
    if (due) {
      rows.put(new HeldCopy(aggregate, clock.instant()));
    }
    return due;
  }

  /** Whether it is held, and it is not time to stamp it again. */
  boolean isFresh(UUID aggregate, Rows rows) {
    Instant now = clock.instant();
    return rows.find(HeldCopy.class, aggregate)
        .filter(copy -> copy.touchedAt().plus(AGE).isAfter(now))
        .isPresent();
  }

  /**
   * Stamps what operations took effect on. Notes are no copies of anything, and there are so many
   * of them that they would take the room of all copies.
   *
   * @return whether all operations have been brought in
   */
  boolean stampAll(List<Operation> operations, Rows rows) {
    Set<UUID> done = Marks.done(operations, rows).keySet();
    Set<UUID> inVain = Marks.inVain(operations, rows);
    operations.stream()
        .filter(operation -> done.contains(operation.id()) && !inVain.contains(operation.id()))
        .map(Operation::aggregate)
        .filter(Predicate.not(Notes::isNote))
        .distinct()
        .forEach(aggregate -> stamp(aggregate, rows));
    return operations.stream().allMatch(operation -> done.contains(operation.id()));
  }
}
