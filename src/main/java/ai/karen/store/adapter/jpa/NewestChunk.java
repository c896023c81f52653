package ai.karen.store.adapter.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/**
 * Has H2 name what it wrote last in the header of its file. By itself it names what it wrote before
 * that (2.5.252, {@code FileStore.storeBuffer}), and as soon as it uses space of its file again,
 * the way from there to the newest is often not found: after a kill it opens in an earlier state,
 * dozens of commits back, though it had written and even synced them.
 */
final class NewestChunk {
  private static final Method WRITE_HEADER = writeHeaderOf(RandomAccessStore.class);

  private NewestChunk() {}

  /** After a commit; the file's header is with the operating system when this returns. */
  static void name(Connection connection) throws SQLException {
    MVStore store = store(connection);
    FileStore<?> file = store.getFileStore();
    store.executeFilestoreOperation(() -> writeHeader(file));
  }

  static MVStore store(Connection connection) throws SQLException {
    SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    return session.getDatabase().getStore().getMvStore();
  }

  private static void writeHeader(FileStore<?> file) {
    try {
      WRITE_HEADER.invoke(file);
    } catch (InvocationTargetException failure) {
      throw failure.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(failure);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * @throws IllegalStateException there is none
   */
  static Method writeHeaderOf(Class<?> store) {
    try {
      Method method = store.getDeclaredMethod("writeStoreHeader");
      method.setAccessible(true);
      return method;
    } catch (NoSuchMethodException other) {
      throw new IllegalStateException("It is another H2 than this was written for", other);
    }
  }
}
