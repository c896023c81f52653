package ai.karen.store.adapter.jpa;

import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database's tables to what this version needs. */
final class Migrations {
  // Kept, because the JVM forgets a logger that nobody refers to, and its level with it.
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private Migrations() {}

  /** Safe with several nodes at once: all but one wait. */
  static void apply(DataSource source) {
    FLYWAY.setLevel(Level.WARNING);
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/migration")
        .table("karen_schema")
        .load()
        .migrate();
  }
}
