package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.store.control.DatabaseOutage;
import ai.karen.testing.RealPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL or the engine dies while the tables are made, just after something was committed. */
class CutOffMigrationTest {
  private static final int SCRIPTS = 9;

  private static RealPostgres postgres;

  @BeforeAll
  static void start() {
    postgres = RealPostgres.start();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void afterWhicheverCommitItEndsTheNextCallGoesOn() throws SQLException {
    int moments = 0;
    while (goesOnAfter(moments + 1)) {
      moments++;
    }
    assertThat(moments).as("commits that were the last").isGreaterThanOrEqualTo(SCRIPTS);
  }

  /** False where there are no more commits than that. */
  private static boolean goesOnAfter(int commits) throws SQLException {
    String name = "cut_off_" + commits;
    postgres.execute("create database " + name);
    PGSimpleDataSource source = source(name);
    DyingConnections dying = new DyingConnections(source, commits);
    try {
      Migrations.apply(dying.source());
    } catch (DatabaseOutage cutOff) {
      assertThat(dying.isDead()).as(cutOff.getMessage()).isTrue();
    }
    Migrations.apply(source);
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement();
        var noted = statement.executeQuery("select count(*) from karen_schema where success")) {
      noted.next();
      assertThat(noted.getInt(1)).isEqualTo(SCRIPTS);
    }
    postgres.execute("drop database " + name);
    return dying.isDead();
  }

  private static PGSimpleDataSource source(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(postgres.jdbcUrl().replaceAll("/postgres$", "/" + database));
    source.setUser(RealPostgres.USER);
    source.setPassword(RealPostgres.PASSWORD);
    return source;
  }
}
