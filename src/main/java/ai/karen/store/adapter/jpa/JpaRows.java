package ai.karen.store.adapter.jpa;

import ai.karen.store.control.Rows;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of one transaction, by an entity manager. */
final class JpaRows implements Rows {
  private final EntityManager entities;

  JpaRows(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public <T> Optional<T> find(Class<T> type, Object id) {
    return Optional.ofNullable(entities.find(type, id));
  }

  @Override
  public <T> Optional<T> lock(Class<T> type, Object id) {
    // A lock reads the row anew: what this transaction made or changed must be there by then.
    entities.flush();
    return Optional.ofNullable(entities.find(type, id, LockModeType.PESSIMISTIC_WRITE));
  }

  @Override
  public void add(Object row) {
    entities.persist(row);
  }

  @Override
  public void remove(Object row) {
    entities.remove(row);
  }

  @Override
  public void put(Object row) {
    entities.merge(row);
  }

  @Override
  public <T> List<T> list(Class<T> type, String query, Map<String, ?> parameters, int most) {
    TypedQuery<T> typed = entities.createQuery(query, type).setMaxResults(most);
    parameters.forEach(typed::setParameter);
    return typed.getResultList();
  }

  @Override
  public int execute(String statement, Map<String, ?> parameters) {
    Query query = entities.createQuery(statement);
    parameters.forEach(query::setParameter);
    return query.executeUpdate();
  }

  @Override
  public void afresh() {
    entities.flush();
    entities.clear();
  }
}
