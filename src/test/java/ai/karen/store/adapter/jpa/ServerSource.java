package ai.karen.store.adapter.jpa;

import java.io.File;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.postgresql.ds.PGSimpleDataSource;

/** A data source whose connections begin with what the server's configuration says to them. */
final class ServerSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1;
  private static final File CONFIGURATION = new File("liberty/database.xml");

  private final String first;

  /**
   * @param name by which the server knows it
   */
  ServerSource(String name) {
    this.first = first(name);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    Connection connection = super.getConnection(user, password);
    if (!first.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(first);
      }
    }
    return connection;
  }

  /** Empty where it says nothing. */
  private static String first(String name) {
    try {
      return XPathFactory.newInstance()
          .newXPath()
          .evaluate(
              "/server/dataSource[@jndiName='" + name + "']/@onConnect",
              DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(CONFIGURATION));
    } catch (Exception unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
