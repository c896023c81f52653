package ai.karen.testing.writes;

import ai.karen.testing.RealPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in PostgreSQL's tables at one moment, past every engine. */
public final class KeptInPostgres implements Kept {
  private final Map<String, String> titles = new LinkedHashMap<>();
  private final Map<String, List<Message>> messages = new LinkedHashMap<>();

  public KeptInPostgres(RealPostgres postgres) {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      readTitles(statement);
      readMessages(statement);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public List<String> titles() {
    return List.copyOf(titles.values());
  }

  @Override
  public Optional<String> title(String id) {
    return Optional.ofNullable(titles.get(id));
  }

  @Override
  public List<Message> messages(String id) {
    return messages.getOrDefault(id, List.of());
  }

  private void readTitles(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("select id, title from conversation")) {
      while (rows.next()) {
        titles.put(rows.getString(1), rows.getString(2) == null ? "" : rows.getString(2));
      }
    }
  }

  private void readMessages(Statement statement) throws SQLException {
    String query =
        "select conversation_id, id, parent_id, role, content, status from message"
            + " order by created_at, id";
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        messages
            .computeIfAbsent(rows.getString(1), id -> new ArrayList<>())
            .add(
                new Message(
                    rows.getString(2),
                    rows.getString(3),
                    rows.getString(4),
                    rows.getString(5),
                    rows.getString(6)));
      }
    }
  }
}
