package ai.karen.store.adapter.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TypedQuery;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Queries by their text and how many rows they may bring. EclipseLink makes the SQL of a query anew
 * whenever that number is set, which costs more than to carry it out; a query that has it by its
 * name keeps its SQL. Thread-safe.
 */
final class PreparedQueries {
  /** Names that are kept; what comes after them is made anew each time. */
  static final int MOST = 1_000;

  private final EntityManagerFactory factory;
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  PreparedQueries(EntityManagerFactory factory) {
    this.factory = factory;
  }

  <T> TypedQuery<T> query(EntityManager entities, Class<T> type, String text, int most) {
    String name = most + " " + text;
    if (names.contains(name)) {
      return entities.createNamedQuery(name, type);
    }
    TypedQuery<T> made = entities.createQuery(text, type).setMaxResults(most);
    if (names.size() < MOST) {
      factory.addNamedQuery(name, made);
      names.add(name);
    }
    return made;
  }
}
