package ai.karen.store.adapter.jpa;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A data source that lends one and the same connection until it is taken back. Flyway asks for one
 * to carry a script out and for another to note that it did; only on one connection is that one
 * transaction, so that no kill leaves a script that is done and not noted. A library whose
 * connection dies may also keep it, and a pool would never lend it again. For one thread.
 */
final class OneConnection implements AutoCloseable {
  private static final Logger LOG = System.getLogger(OneConnection.class.getName());

  private final Connection connection;
  private final Connection lent;

  /**
   * @throws SQLException the source has none
   */
  OneConnection(DataSource source) throws SQLException {
    this.connection = source.getConnection();
    this.lent =
        proxy(
            Connection.class,
            (method, arguments) ->
                method.getName().equals("close") ? null : call(connection, method, arguments));
  }

  DataSource source() {
    return proxy(DataSource.class, (method, arguments) -> ask(method));
  }

  boolean isToPostgres() throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
  }

  private Object ask(Method method) {
    if (method.getName().equals("getConnection")) {
      return lent;
    }
    throw new UnsupportedOperationException(method.getName());
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            OneConnection.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.to(method, arguments)));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException dead) {
      LOG.log(Level.DEBUG, "It was dead before it was taken back", dead);
    }
  }

  /** What a call gets. */
  private interface Answer {
    Object to(Method method, Object[] arguments) throws Throwable;
  }
}
