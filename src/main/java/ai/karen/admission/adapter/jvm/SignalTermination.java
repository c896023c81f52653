package ai.karen.admission.adapter.jvm;

import ai.karen.admission.control.Termination;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The signal TERM, by the JVM's {@code sun.misc.Signal}: a shutdown hook would come too late,
 * because the server's own runs beside it and cuts every connection. By reflection, since no
 * standard has that class; where it is missing or may not be used, TERM ends the process at once,
 * as it always did.
 */
@ApplicationScoped
public class SignalTermination implements Termination {
  private static final Logger LOG = System.getLogger(SignalTermination.class.getName());
  private static final String SIGNAL = "sun.misc.Signal";
  private static final String HANDLER = "sun.misc.SignalHandler";

  private Object term;
  private Object previous;

  @Override
  public synchronized void onRequest(Runnable action) {
    try {
      Class<?> handler = Class.forName(HANDLER);
      term = Class.forName(SIGNAL).getConstructor(String.class).newInstance("TERM");
      previous = handle(term, proxy(handler, action));
    } catch (ReflectiveOperationException | RuntimeException unavailable) {
      LOG.log(
          Level.WARNING, "TERM can't be caught here and will cut running requests", unavailable);
    }
  }

  @Override
  public synchronized void forget() {
    if (previous == null) {
      return;
    }
    try {
      handle(term, previous);
      previous = null;
    } catch (ReflectiveOperationException | RuntimeException refused) {
      LOG.log(Level.WARNING, "TERM could not be given back", refused);
    }
  }

  @Override
  public void exit() {
    // Not on a thread of the application's: it would wait for its own end.
    new Thread(() -> System.exit(0), "karen-exit").start();
  }

  @Override
  public void giveWay() {
    new Thread(this::raisePrevious, "karen-exit").start();
  }

  private void raisePrevious() {
    Object handler;
    Object signal;
    synchronized (this) {
      handler = previous;
      signal = term;
    }
    try {
      Class.forName(HANDLER).getMethod("handle", Class.forName(SIGNAL)).invoke(handler, signal);
    } catch (ReflectiveOperationException | RuntimeException refused) {
      LOG.log(Level.WARNING, "TERM could not be passed on", refused);
      System.exit(1);
    }
  }

  /** Returns who handled it before. */
  private static Object handle(Object term, Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName(SIGNAL);
    Method handle = signal.getMethod("handle", signal, Class.forName(HANDLER));
    try {
      return handle.invoke(null, term, handler);
    } catch (InvocationTargetException refused) {
      // Such as on a JVM that was told to leave signals alone.
      throw new IllegalStateException(refused.getCause());
    }
  }

  private static Object proxy(Class<?> handler, Runnable action) {
    return Proxy.newProxyInstance(
        handler.getClassLoader() == null
            ? SignalTermination.class.getClassLoader()
            : handler.getClassLoader(),
        new Class<?>[] {handler},
        (self, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                action.run();
                yield null;
              }
              case "hashCode" -> System.identityHashCode(self);
              case "equals" -> self == arguments[0];
              default -> "TERM of Karen";
            });
  }
}
