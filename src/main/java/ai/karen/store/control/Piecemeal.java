package ai.karen.store.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Deletes many rows in one transaction, a few with each statement: a statement that takes long is
 * ended, and what always takes long would be tried for ever.
 */
public final class Piecemeal {
  /** Rows with a statement; each may be of some megabytes. */
  public static final int PIECE = 200;

  private Piecemeal() {}

  /**
   * @param type of what the rows are ordered by
   * @param lowest lower than all of them
   * @param order selects that of the rows to delete that are beyond {@code :from}, in JPQL, the
   *     lowest first
   * @param deletion deletes those of them that are not beyond {@code :until}, in JPQL
   * @param parameters of both, besides
   */
  public static <T> void delete(
      Class<T> type,
      T lowest,
      String order,
      String deletion,
      Map<String, ?> parameters,
      Rows rows) {
    // What a transaction deletes stays in the database's index until it ends: not to be passed
    // again with each piece.
    Map<String, Object> bounds = new HashMap<>(parameters);
    bounds.put("from", lowest);
    List<T> piece = rows.list(type, order, bounds, PIECE);
    while (!piece.isEmpty()) {
      T last = piece.get(piece.size() - 1);
      Map<String, Object> both = new HashMap<>(bounds);
      both.put("until", last);
      rows.execute(deletion, both);
      bounds.put("from", last);
      piece = piece.size() < PIECE ? List.of() : rows.list(type, order, bounds, PIECE);
    }
  }
}
