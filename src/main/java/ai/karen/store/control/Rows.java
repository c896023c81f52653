package ai.karen.store.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of one database within one transaction, as JPA entities. For the thread that was given
 * it, until the transaction ends. What was found may be changed in place; the transaction keeps it.
 */
public interface Rows {

  <T> Optional<T> find(Class<T> type, Object id);

  /** As {@link #find}, and nobody else changes the row until the transaction ends. */
  <T> Optional<T> lock(Class<T> type, Object id);

  void add(Object row);

  void remove(Object row);

  /** Puts a row in the place of the one with its id, or adds it. */
  void put(Object row);

  /**
   * @param query in JPQL, with named parameters
   * @param most how many rows at most
   */
  <T> List<T> list(Class<T> type, String query, Map<String, ?> parameters, int most);

  /**
   * Changes or deletes many at once; rows found before are not refreshed.
   *
   * @param statement in JPQL, with named parameters
   * @return how many
   */
  int execute(String statement, Map<String, ?> parameters);

  /**
   * Writes what was changed, and reads anew what is found from here on; not for rows found before.
   */
  void afresh();
}
