package ai.karen.store.adapter.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Connections that all die at once, right after so many commits of any of them. */
final class DyingConnections {
  private final DataSource source;
  private final List<Connection> lent = new ArrayList<>();
  private int commits;

  DyingConnections(DataSource source, int commits) {
    this.source = source;
    this.commits = commits;
  }

  DataSource source() {
    return proxy(DataSource.class, source);
  }

  boolean isDead() {
    return commits <= 0;
  }

  private <T> T proxy(Class<T> type, Object target) {
    return type.cast(
        Proxy.newProxyInstance(
            DyingConnections.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(target, method, arguments)));
  }

  private Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      Object answer = method.invoke(target, arguments);
      if (method.getName().equals("commit")) {
        committed();
      }
      return answer instanceof Connection connection ? lend(connection) : answer;
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  private Connection lend(Connection connection) {
    lent.add(connection);
    return proxy(Connection.class, connection);
  }

  private void committed() throws SQLException {
    commits--;
    if (commits == 0) {
      for (Connection connection : lent) {
        connection.abort(Runnable::run);
      }
    }
  }
}
