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
   * @param order selects that of the rows to delete, in JPQL, the lowest first
   * @param deletion deletes those of them that are not beyond {@code :until}, in JPQL
   * @param parameters of both
   */
  public static <T> void delete(
      Class<T> type, String order, String deletion, Map<String, ?> parameters, Rows rows) {
    List<T> piece = rows.list(type, order, parameters, PIECE);
    while (!piece.isEmpty()) {
      Map<String, Object> bounded = new HashMap<>(parameters);
      bounded.put("until", piece.get(piece.size() - 1));
      rows.execute(deletion, bounded);
      piece = piece.size() < PIECE ? List.of() : rows.list(type, order, parameters, PIECE);
    }
  }
}
