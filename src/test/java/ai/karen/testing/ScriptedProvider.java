package ai.karen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An OpenAI-compatible provider on a real socket that does what its script says: first what was
 * queued by {@link #next}, then always the same. Counts what it saw. Thread-safe.
 */
public final class ScriptedProvider implements AutoCloseable {
  private static final int BACKLOG = 4096;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final ServerSocket listener;
  private final Counters counters = new Counters();
  private final List<ReceivedRequest> requests = new ArrayList<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Deque<Behaviour> script = new ArrayDeque<>();
  private final List<ReceivedRequest> lists = new ArrayList<>();
  private Behaviour usual = Behaviours.answer("Hello from the script.");
  private Behaviour listing = Behaviours.models();
  private boolean forgetful;

  private ScriptedProvider(ServerSocket listener) {
    this.listener = listener;
  }

  public static ScriptedProvider start() {
    try {
      ScriptedProvider provider =
          new ScriptedProvider(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
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

  /** Does this whenever it is asked for its models. */
  public synchronized ScriptedProvider listing(Behaviour behaviour) {
    listing = behaviour;
    return this;
  }

  /** Keeps no requests: for more of them than a heap should hold. */
  public synchronized ScriptedProvider forgetful() {
    forgetful = true;
    return this;
  }

  /** The chat and embedding requests so far; lists of models are not counted. */
  public synchronized List<ReceivedRequest> requests() {
    return List.copyOf(requests);
  }

  /** The requests for its models so far. */
  public synchronized List<ReceivedRequest> lists() {
    return List.copyOf(lists);
  }

  public synchronized ReceivedRequest lastRequest() {
    return requests.get(requests.size() - 1);
  }

  public Counters counters() {
    return counters;
  }

  /** Waits until so many more callers have hung up before their answer was complete. */
  public void awaitAbandoned(int callers) {
    counters.awaitAbandoned(callers, LONGEST_WAIT);
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
      counters.connected();
      Conversation conversation = new Conversation(socket, counters);
      serve(conversation);
    } catch (IOException gone) {
      // Whoever opened it is not there any more.
    } finally {
      connections.remove(socket);
    }
  }

  private void serve(Conversation conversation) {
    try {
      while (answerOne(conversation)) {
        // The next request of a kept connection follows.
      }
    } catch (IOException gone) {
      // Then the last answer was not complete, or nothing was owed.
    }
    conversation.abandon();
  }

  private boolean answerOne(Conversation conversation) throws IOException {
    ReceivedRequest request = conversation.read();
    if (request == null) {
      return false;
    }
    if (request.isListOfModels()) {
      behaviourForList(request).respond(request, conversation);
      return conversation.isOpen();
    }
    conversation.answer(request, behaviourFor(request));
    return conversation.isOpen();
  }

  private synchronized Behaviour behaviourFor(ReceivedRequest request) {
    if (!forgetful) {
      requests.add(request);
    }
    return script.isEmpty() ? usual : script.remove();
  }

  private synchronized Behaviour behaviourForList(ReceivedRequest request) {
    if (!forgetful) {
      lists.add(request);
    }
    return listing;
  }

  private static void daemon(String name, Runnable action) {
    Thread thread = new Thread(action, name);
    thread.setDaemon(true);
    thread.start();
  }
}
