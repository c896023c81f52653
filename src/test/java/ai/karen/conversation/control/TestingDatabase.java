package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.MessageVector;
import ai.karen.conversation.entity.Tombstone;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Instants;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** A real database with the tables of conversations. */
public final class TestingDatabase implements AutoCloseable {
  private static final String H2 =
      "jdbc:h2:mem:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
          + ";DB_CLOSE_DELAY=-1";

  private static final List<String> MIGRATIONS =
      List.of("V2__conversations.sql", "V3__memory.sql", "V7__requests.sql");

  private final EntityManagerFactory factory;

  private TestingDatabase(EntityManagerFactory factory) {
    this.factory = factory;
  }

  /** The kind that the engine keeps in its own folder. */
  public static TestingDatabase embedded() {
    return at(H2.formatted(UUID.randomUUID()), "sa", "");
  }

  /** Any other; it must be empty. */
  public static TestingDatabase at(String url, String user, String password) {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      for (String file : MIGRATIONS) {
        for (String sql : migration(file).split(";")) {
          if (!sql.isBlank()) {
            statement.execute(sql);
          }
        }
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return new TestingDatabase(
        new PersistenceConfiguration("conversations-" + UUID.randomUUID())
            .provider("org.eclipse.persistence.jpa.PersistenceProvider")
            .managedClass(Instants.class)
            .managedClass(Conversation.class)
            .managedClass(Message.class)
            .managedClass(Tombstone.class)
            .managedClass(MessageVector.class)
            .property("jakarta.persistence.jdbc.url", url)
            .property("jakarta.persistence.jdbc.user", user)
            .property("jakarta.persistence.jdbc.password", password)
            .property("eclipselink.cache.shared.default", "false")
            .property("eclipselink.logging.level", "OFF")
            .createEntityManagerFactory());
  }

  /** One transaction. */
  public synchronized <T> T inTransaction(Function<Rows, T> work) {
    try (EntityManager manager = factory.createEntityManager()) {
      manager.getTransaction().begin();
      try {
        T result = work.apply(new TestingRows(manager));
        manager.getTransaction().commit();
        return result;
      } finally {
        if (manager.getTransaction().isActive()) {
          manager.getTransaction().rollback();
        }
      }
    }
  }

  @Override
  public void close() {
    factory.close();
  }

  private static String migration(String name) {
    try (InputStream file = TestingDatabase.class.getResourceAsStream("/db/migration/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
