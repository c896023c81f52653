package ai.karen.store.control;

import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a component tells the stores about its aggregates. Contributed as a bean. Thread-safe; keeps
 * nothing between calls.
 */
public interface AggregateKind {

  /** The types of operations that it knows how to apply. */
  Set<String> types();

  /**
   * The latest format of payloads that it knows how to apply, and all from 1 to there. What a newer
   * version of the engine has left in the journal it is never asked to apply.
   */
  int version();

  /** The entity classes of its rows. */
  Set<Class<?>> rows();

  /**
   * The one way in which an operation takes effect: live, in replay, and on the local copy. Must
   * depend on nothing but the operation and the rows.
   *
   * @return never {@link Effect#REPEATED}: whether it was applied before, the stores know
   * @throws RuntimeException it can't be applied; the transaction is rolled back
   */
  Effect apply(Operation operation, Rows rows);

  /**
   * Whether an operation ends its aggregate for good, whatever was to be done to it before: then it
   * need not wait for what can't be applied.
   */
  default boolean ends(Operation operation) {
    return false;
  }

  /**
   * Looks at the local copy of an aggregate, and returns what asks the database whether that was
   * ended for good, perhaps by way of another node; the local rows are not at hand then.
   */
  default Predicate<Rows> ended(UUID aggregate, Rows local) {
    return database -> false;
  }

  /**
   * Of what an operation locks rows that others lock, too. Operations that are brought in together
   * lock in the order of it; of one, they stay in order.
   */
  default UUID locks(Operation operation) {
    return operation.aggregate();
  }

  /**
   * Tells states of an aggregate apart: the database and the local copy have the same where they
   * have the same edition. Empty where there is none, or none is kept locally.
   */
  default Optional<String> edition(UUID aggregate, Rows rows) {
    return Optional.empty();
  }

  /**
   * Reads an aggregate, and returns what puts it in the place of the local copy: a change to be
   * made later, if at all, when the database's rows are not at hand any more. Nothing, where none
   * is kept locally.
   */
  default Consumer<Rows> copy(UUID aggregate, Rows database) {
    return local -> {};
  }

  /** Drops the local copy. */
  void forget(UUID aggregate, Rows local);
}
