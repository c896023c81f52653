package ai.karen.door.boundary;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A suspended request without a container, of which only the end is told. */
final class TestingSuspension {
  private final List<AsyncListener> listeners = new CopyOnWriteArrayList<>();

  AsyncContext context() {
    return (AsyncContext)
        Proxy.newProxyInstance(
            AsyncContext.class.getClassLoader(),
            new Class<?>[] {AsyncContext.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("addListener")) {
                throw new UnsupportedOperationException(method.getName());
              }
              listeners.add((AsyncListener) arguments[0]);
              return null;
            });
  }

  /** May be called more than once. */
  void complete() throws IOException {
    for (AsyncListener listener : listeners) {
      listener.onComplete(null);
    }
  }
}
