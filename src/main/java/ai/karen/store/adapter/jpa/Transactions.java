package ai.karen.store.adapter.jpa;

import ai.karen.store.control.Rows;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.PersistenceConfiguration;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Transactions on one data source, each with an entity manager of its own. Thread-safe. */
final class Transactions implements AutoCloseable {
  private final EntityManagerFactory factory;

  /**
   * @param rows the entity classes
   * @param joining whether reads stand in the transaction too: all see one state, and none is
   *     repeated, with five seconds of sleep in between, when the connection is gone. Connections
   *     that are dead must not come back from the source then
   */
  Transactions(DataSource source, Collection<Class<?>> rows, boolean joining) {
    // Sessions of one name are one in a JVM, and closed with the first.
    String name = UUID.randomUUID().toString();
    PersistenceConfiguration configuration =
        new PersistenceConfiguration(name)
            .property("jakarta.persistence.nonJtaDataSource", source)
            .property("jakarta.persistence.transactionType", "RESOURCE_LOCAL")
            .property("eclipselink.session-name", name)
            // Asked of the connection otherwise, which may not be there yet.
            .property("eclipselink.target-database", "PostgreSQL")
            // Each failure would fill a page; failures arrive as exceptions.
            .property("eclipselink.logging.level", "OFF")
            // Rows change in other nodes and by statements.
            .property("eclipselink.cache.shared.default", "false")
            .property("eclipselink.transaction.join-existing", String.valueOf(joining))
            .property("eclipselink.weaving", "false");
    rows.forEach(configuration::managedClass);
    this.factory = configuration.createEntityManagerFactory();
  }

  /** Commits what the work changed; rolls back where it throws. */
  <T> T run(Function<Rows, T> work) {
    return run(work, result -> true, () -> {});
  }

  /**
   * @param keep whether to commit, by what the work brought
   * @param beforeCommit run when the database has taken all changes and only the commit is missing
   */
  <T> T run(Function<Rows, T> work, Predicate<T> keep, Runnable beforeCommit) {
    try (EntityManager entities = factory.createEntityManager()) {
      EntityTransaction transaction = entities.getTransaction();
      transaction.begin();
      try {
        T result = work.apply(new JpaRows(entities));
        if (keep.test(result)) {
          entities.flush();
          beforeCommit.run();
          transaction.commit();
        }
        return result;
      } finally {
        if (transaction.isActive()) {
          transaction.rollback();
        }
      }
    }
  }

  @Override
  public void close() {
    factory.close();
  }
}
