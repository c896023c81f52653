package ai.karen.store.control;

import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.Reading;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Where every component writes and reads: the database where it can be reached, the journal and the
 * local copy where it can't. Thread-safe. Blocks, for about a second at most: to be called on
 * {@link StoreThreads}, never on threads that carry answers.
 */
public interface Ledger {

  /**
   * Carries an operation out. When this returns, a loss of power loses nothing of it.
   *
   * @throws ai.karen.problem.entity.ProblemException 422 where the same id came with another
   *     fingerprint
   * @throws StoreUnavailable it was not carried out, and will not be
   */
  Acknowledgement execute(Operation operation);

  /**
   * As {@link #execute}, for what must be unique or compared across nodes: only in the database,
   * never in the journal.
   *
   * @throws StoreUnavailable it was not carried out, or nobody knows that it was: see {@link
   *     StoreUnavailable#isOpen}
   */
  Acknowledgement executeInDatabase(Operation operation);

  /**
   * Writes down what nobody was promised; it is in the database a little later.
   *
   * @return whether it was taken; a full journal loses it
   */
  boolean note(Operation operation);

  /**
   * Reads of one aggregate. Own writes are seen.
   *
   * @param question may be asked of the database and then, when that fails, of the local copy
   * @return empty when there is no such thing
   * @throws StoreUnavailable when it is not known whether there is
   */
  <T> Optional<T> read(UUID aggregate, Function<Rows, Optional<T>> question);

  /**
   * As {@link #read}; the answer is partial where it is the local copy's, which may lack what
   * others did.
   */
  default <T> Reading<Optional<T>> look(UUID aggregate, Function<Rows, Optional<T>> question) {
    return new Reading<>(read(aggregate, question), false);
  }

  /** Reads across aggregates; the answer says whether it may be partial. */
  <T> Reading<List<T>> list(Function<Rows, List<T>> question);

  /**
   * As the other one, where only some aggregates matter: what waits of others is no reason to
   * answer from the local copies.
   *
   * @param concerned asked of the local copies: the aggregates that may stand in the list, or would
   *     without what waits; of all that wait, if they matter
   */
  default <T> Reading<List<T>> list(
      Function<Rows, List<UUID>> concerned, Function<Rows, List<T>> question) {
    return list(question);
  }

  /**
   * What lists lack for as long as nobody mends it: what can't be applied is set aside, and the
   * local copies alone have it. Lists count it neither as waiting nor as partial, so that whoever
   * has to see everything once can come to an end.
   *
   * @param question asked of the local copies, for each aggregate of which something is set aside
   * @throws StoreUnavailable the local copies can't be read now
   */
  default <T> List<T> setAside(BiFunction<Rows, UUID, Optional<T>> question) {
    return List.of();
  }
}
