package ai.karen.store.adapter.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database's tables to what this version needs. */
final class Migrations {
  // Kept, because the JVM forgets a logger that nobody refers to, and its level with it.
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private static final String COMMON = "classpath:db/migration";

  /** What only PostgreSQL can do; numbered together with the common ones. */
  private static final String POSTGRESQL = "classpath:db/postgresql";

  private Migrations() {}

  /** Safe with several nodes at once: all but one wait. */
  static void apply(DataSource source) {
    FLYWAY.setLevel(Level.WARNING);
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations(locations(source))
        .table("karen_schema")
        .load()
        .migrate();
  }

  private static String[] locations(DataSource source) {
    try (Connection connection = source.getConnection()) {
      boolean isPostgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
      return isPostgres ? new String[] {COMMON, POSTGRESQL} : new String[] {COMMON};
    } catch (SQLException away) {
      throw Failures.of(new IllegalStateException(away));
    }
  }
}
