package ai.karen.testing;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassType;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.InvocationException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector.Argument;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A disk under a running engine's journal whose fsyncs end with an error while a test wants that.
 * What was written before is still readable, as from an operating system's cache. By the debugger's
 * interface, because it needs no rights and no disk of its own. Thread-safe.
 */
public final class FailingFsyncs implements AutoCloseable {
  private static final String FILE = "ai.karen.store.adapter.journal.RandomFile";
  private static final String MESSAGE = "Input/output error";

  private final AtomicInteger failed = new AtomicInteger();
  private final VirtualMachine engine;
  private final BreakpointRequest beginning;

  private FailingFsyncs(VirtualMachine engine) {
    this.engine = engine;
    Location force = type(FILE).methodsByName("force").get(0).location();
    this.beginning = engine.eventRequestManager().createBreakpointRequest(force);
    beginning.setSuspendPolicy(BreakpointRequest.SUSPEND_EVENT_THREAD);
    Thread thread = new Thread(this::answer, "failing-fsyncs");
    thread.setDaemon(true);
    thread.start();
  }

  /** For the JVM of an engine that is to be attached to. */
  public static String argument(int port) {
    return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port;
  }

  /** Of an engine that has a journal already. */
  public static FailingFsyncs at(int port) {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(String.valueOf(port));
    try {
      return new FailingFsyncs(connector.attach(arguments));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (IllegalConnectorArgumentsException unknown) {
      throw new IllegalStateException(unknown);
    }
  }

  public void begin() {
    beginning.enable();
  }

  public void end() {
    beginning.disable();
  }

  /** How many failed so far. */
  public int failed() {
    return failed.get();
  }

  /** Lets go of the engine, if it still runs. */
  @Override
  public void close() {
    try {
      engine.dispose();
    } catch (VMDisconnectedException gone) {
      // It was killed.
    }
  }

  private void answer() {
    try {
      while (true) {
        EventSet events = engine.eventQueue().remove();
        for (Event event : events) {
          if (event instanceof BreakpointEvent reached) {
            fail(reached.thread());
          }
        }
        events.resume();
      }
    } catch (VMDisconnectedException gone) {
      // Nothing fails any more.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void fail(ThreadReference thread) {
    ClassType type = (ClassType) type(IOException.class.getName());
    Method constructor = type.concreteMethodByName("<init>", "(Ljava/lang/String;)V");
    try {
      StringReference message = engine.mirrorOf(MESSAGE);
      message.disableCollection();
      ObjectReference failure =
          type.newInstance(
              thread, constructor, List.of(message), ObjectReference.INVOKE_SINGLE_THREADED);
      thread.stop(failure);
      failed.incrementAndGet();
    } catch (InvalidTypeException
        | ClassNotLoadedException
        | IncompatibleThreadStateException
        | InvocationException refused) {
      throw new IllegalStateException(refused);
    }
  }

  private ReferenceType type(String name) {
    return engine.classesByName(name).get(0);
  }
}
