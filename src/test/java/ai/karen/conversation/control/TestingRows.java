package ai.karen.conversation.control;

import ai.karen.store.control.Rows;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a test's database. */
record TestingRows(EntityManager manager) implements Rows {

  @Override
  public <T> Optional<T> find(Class<T> type, Object id) {
    return Optional.ofNullable(manager.find(type, id));
  }

  @Override
  public <T> Optional<T> lock(Class<T> type, Object id) {
    return Optional.ofNullable(manager.find(type, id, LockModeType.PESSIMISTIC_WRITE));
  }

  @Override
  public void add(Object row) {
    manager.persist(row);
  }

  @Override
  public void remove(Object row) {
    manager.remove(row);
  }

  @Override
  public void put(Object row) {
    manager.merge(row);
  }

  @Override
  public <T> List<T> list(Class<T> type, String query, Map<String, ?> parameters, int most) {
    TypedQuery<T> typed = manager.createQuery(query, type);
    parameters.forEach(typed::setParameter);
    return typed.setMaxResults(most).getResultList();
  }

  @Override
  public int execute(String statement, Map<String, ?> parameters) {
    Query query = manager.createQuery(statement);
    parameters.forEach(query::setParameter);
    return query.executeUpdate();
  }

  @Override
  public void afresh() {
    manager.flush();
    manager.clear();
  }
}
