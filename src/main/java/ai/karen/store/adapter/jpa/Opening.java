package ai.karen.store.adapter.jpa;

import ai.karen.store.control.DatabaseOutage;
import ai.karen.store.control.DatabaseOutage.Extent;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * Opens the shared database, which may be away at the start and is migrated when it appears.
 * Thread-safe.
 */
final class Opening implements AutoCloseable {
  private final Collection<Class<?>> rows;
  private final Function<String, DataSource> sources;
  private volatile Transactions transactions;

  /** By the data sources of the server. */
  Opening(Collection<Class<?>> rows) {
    this(rows, Opening::source);
  }

  /**
   * @param sources data sources by their names on the server
   */
  Opening(Collection<Class<?>> rows, Function<String, DataSource> sources) {
    this.rows = List.copyOf(rows);
    this.sources = sources;
  }

  /**
   * @throws DatabaseOutage it was not opened yet
   */
  Transactions transactions() {
    Transactions open = transactions;
    if (open == null) {
      throw new DatabaseOutage(
          Extent.UNREACHED, "The database was not reached since the start", null);
    }
    return open;
  }

  /** Does nothing where it is open; may take as long as a migration does. */
  synchronized void open() {
    if (transactions == null) {
      Migrations.apply(sources.apply("jdbc/karenMigrations"));
      transactions = new Transactions(sources.apply("jdbc/karen"), rows, true);
    }
  }

  private static DataSource source(String name) {
    try {
      return InitialContext.doLookup(name);
    } catch (NamingException missing) {
      throw new DatabaseOutage(Extent.UNREACHED, "The server has no data source " + name, missing);
    }
  }

  @Override
  public void close() {
    if (transactions != null) {
      transactions.close();
    }
  }
}
