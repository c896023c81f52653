package ai.karen.store.adapter.jpa;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/**
 * Remembers the connections that a data source lent, and takes all of them back at the end: a
 * library whose connection dies under it may keep it, and a pool never lends it again. Thread-safe.
 */
final class LentConnections implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LentConnections.class.getName());

  private final DataSource source;
  private final Queue<Connection> lent = new ConcurrentLinkedQueue<>();

  LentConnections(DataSource source) {
    this.source = source;
  }

  /** The data source, to be used in its place. */
  DataSource source() {
    return (DataSource)
        Proxy.newProxyInstance(
            LentConnections.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> lend(method, arguments));
  }

  private Object lend(Method method, Object[] arguments) throws Throwable {
    try {
      Object answer = method.invoke(source, arguments);
      if (answer instanceof Connection connection) {
        lent.add(connection);
      }
      return answer;
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  @Override
  public void close() {
    for (Connection connection : lent) {
      try {
        connection.close();
      } catch (SQLException dead) {
        LOG.log(Level.DEBUG, "It was dead before it was taken back", dead);
      }
    }
  }
}
