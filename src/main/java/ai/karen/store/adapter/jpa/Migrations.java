package ai.karen.store.adapter.jpa;

import ai.karen.store.control.DatabaseOutage;
import ai.karen.store.control.DatabaseOutage.Extent;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database's tables to what this version needs. */
final class Migrations {
  // Kept, because the JVM forgets a logger that nobody refers to, and its level with it.
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private static final String[] EVERYWHERE = {"classpath:db/migration"};

  /** With what only PostgreSQL can do; numbered together with the common ones. */
  private static final String[] ON_POSTGRESQL = {EVERYWHERE[0], "classpath:db/postgresql"};

  private Migrations() {}

  /**
   * Safe with several nodes at once: all but one wait. In PostgreSQL a script is carried out and
   * noted in one transaction, so that what was cut off is taken up again by the next call; H2 keeps
   * half a script, and is taken back before the next one.
   *
   * @throws DatabaseOutage it is away, or its tables can't be brought there
   */
  static void apply(DataSource source) {
    FLYWAY.setLevel(Level.WARNING);
    try (OneConnection one = new OneConnection(source)) {
      migrate(one);
    } catch (SQLException away) {
      throw reported(Failures.of(new IllegalStateException(away)));
    } catch (RuntimeException failure) {
      throw reported(Failures.of(failure));
    }
  }

  private static void migrate(OneConnection connection) throws SQLException {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(connection.source())
        .locations(connection.isToPostgres() ? ON_POSTGRESQL : EVERYWHERE)
        .table("karen_schema")
        .load()
        .migrate();
  }

  private static DatabaseOutage reported(RuntimeException failure) {
    if (failure instanceof DatabaseOutage away) {
      return away;
    }
    String reason = "Its tables can't be brought up to date: " + Failures.firstLine(failure);
    return new DatabaseOutage(Extent.UNREACHED, reason, failure);
  }
}
