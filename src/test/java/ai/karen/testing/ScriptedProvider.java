package ai.karen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * An OpenAI-compatible provider on a real socket that does what its script says: first what was
 * queued by {@link #next}, then always the same. Counts what it saw. Thread-safe.
 */
public final class ScriptedProvider implements AutoCloseable {
  private static final int LONGEST_WAIT_SECONDS = 20;

  private final ServerSocket listener;
  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Deque<Behaviour> script = new ArrayDeque<>();
  private final Semaphore abandoned = new Semaphore(0);
  private Behaviour usual = Behaviours.answer("Hello from the script.");

  private ScriptedProvider(ServerSocket listener) {
    this.listener = listener;
  }

  public static ScriptedProvider start() {
    try {
      ScriptedProvider provider =
          new ScriptedProvider(new ServerSocket(0, 511, InetAddress.getLoopbackAddress()));
      daemon("scripted-provider", provider::accept);
      return provider;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** As in {@code karen.providers.<id>.base-url}. */
  public String baseUrl() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/v1";
  }

  /** Does these once each, in this order, before anything else. */
  public synchronized ScriptedProvider next(Behaviour... behaviours) {
    script.addAll(List.of(behaviours));
    return this;
  }

  /** Does this whenever nothing is queued. */
  public synchronized ScriptedProvider always(Behaviour behaviour) {
    usual = behaviour;
    return this;
  }

  /** The chat and embedding requests so far; lists of models are not counted. */
  public List<ReceivedRequest> requests() {
    return List.copyOf(requests);
  }

  public ReceivedRequest lastRequest() {
    return requests.get(requests.size() - 1);
  }

  /** Waits until so many callers have hung up before their answer was complete. */
  public void awaitAbandoned(int callers) {
    try {
      if (!abandoned.tryAcquire(callers, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody hung up on the provider");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  void countAbandoned() {
    abandoned.release();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        connections.add(socket);
        daemon("scripted-connection", () -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Conversation conversation = new Conversation(socket, this);
      while (answerOne(conversation)) {
        // The next request of a kept connection follows.
      }
    } catch (IOException gone) {
      countAbandoned();
    } finally {
      connections.remove(socket);
    }
  }

  private boolean answerOne(Conversation conversation) throws IOException {
    ReceivedRequest request = conversation.read();
    if (request == null) {
      return false;
    }
    if (request.isListOfModels()) {
      Behaviours.models().respond(request, conversation);
      return true;
    }
    requests.add(request);
    behaviour().respond(request, conversation);
    return conversation.isOpen();
  }

  private synchronized Behaviour behaviour() {
    return script.isEmpty() ? usual : script.remove();
  }

  private static void daemon(String name, Runnable action) {
    Thread thread = new Thread(action, name);
    thread.setDaemon(true);
    thread.start();
  }
}
