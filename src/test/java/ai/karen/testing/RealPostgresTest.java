package ai.karen.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class RealPostgresTest {

  @Test
  void survivesAKillOnTheSamePort() throws SQLException {
    try (RealPostgres postgres = RealPostgres.start()) {
      execute(postgres, "create table note (text varchar(9))");
      execute(postgres, "insert into note values ('kept')");
      postgres.kill();
      assertThat(postgres.isRunning()).isFalse();
      assertThatThrownBy(postgres::connect).isInstanceOf(SQLException.class);
      postgres.restart();
      assertThat(query(postgres, "select text from note")).isEqualTo("kept");
      assertThat(query(postgres, "show fsync")).isEqualTo(RealPostgres.FSYNC);
      assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
    }
  }

  @Test
  void answersNobodyWhileFrozen() throws SQLException {
    try (RealPostgres postgres = RealPostgres.start()) {
      postgres.freeze();
      assertThatThrownBy(() -> impatiently(postgres)).isInstanceOf(SQLException.class);
      postgres.thaw();
      assertThat(query(postgres, "select 'thawed'")).isEqualTo("thawed");
    }
  }

  private static void impatiently(RealPostgres postgres) throws SQLException {
    String url = postgres.jdbcUrl() + "?connectTimeout=1&socketTimeout=1";
    DriverManager.getConnection(url, RealPostgres.USER, RealPostgres.PASSWORD).close();
  }

  private static void execute(RealPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(RealPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
