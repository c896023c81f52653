package ai.karen.store.adapter.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Holds one connection open, to notice that the embedded database closed itself: it does so when
 * its disk fails, and opens again, in an earlier state, for the next who asks. Thread-safe.
 */
final class Keeper {
  private final DataSource source;
  private Connection connection;

  Keeper(DataSource source) {
    this.source = source;
  }

  /** Whether it closed since this was last asked; the first time it did not. */
  synchronized boolean wasLost() {
    try {
      if (connection != null && !connection.isClosed()) {
        return false;
      }
      boolean first = connection == null;
      connection = source.getConnection();
      return !first;
    } catch (SQLException unusable) {
      return true;
    }
  }
}
