package ai.karen.chat.adapter.linux;

import ai.karen.chat.control.Departures;
import ai.karen.chat.entity.ClientConnection;
import ai.karen.door.control.WorkThreads;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Looks into the tables of connections again and again while somebody waits. Thread-safe; the looks
 * follow each other and never overlap.
 */
@ApplicationScoped
public class SocketTableDepartures implements Departures {
  /** Between two looks; a departure is then told within half a second. */
  static final Duration LONGEST_PAUSE = Duration.ofMillis(450);

  static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

  /** In between, looking takes one part in so many of a thread's time. */
  private static final int SHARE = 20;

  /**
   * Hosts that are remembered as visible; with one more all are forgotten, and learned from who
   * comes next.
   */
  private static final int MOST_HOSTS = 10_000;

  private static final Logger LOG = System.getLogger(SocketTableDepartures.class.getName());

  private final SocketTables tables;
  private final Timer timer;
  private final Executor threads;
  private final Set<Endpoints> visible = ConcurrentHashMap.newKeySet();
  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile Long nextLook;

  /** For the container's client proxy. */
  protected SocketTableDepartures() {
    this(null, null, (Executor) null);
  }

  @Inject
  public SocketTableDepartures(SocketTables tables, Timer timer, WorkThreads threads) {
    this(tables, timer, (Executor) threads);
  }

  SocketTableDepartures(SocketTables tables, Timer timer, Executor threads) {
    this.tables = tables;
    this.timer = timer;
    this.threads = threads;
  }

  @Override
  public Watch watch(ClientConnection connection, Runnable onGone) {
    Optional<Endpoints> endpoints = Endpoints.of(connection);
    if (endpoints.isEmpty() || !canSee()) {
      return () -> {};
    }
    Endpoints host = endpoints.get().host();
    Watched client =
        new Watched(endpoints.get(), () -> connection.direct() && visible.contains(host), onGone);
    watched.add(client);
    lookAgain();
    return () -> watched.remove(client);
  }

  private boolean canSee() {
    boolean able = tables.exist();
    if (!able) {
      sayOnce("no tables of connections");
    }
    return able;
  }

  /** One row of looks at a time; it ends when nobody waits, and the next to come begins it. */
  private void lookAgain() {
    if (!watched.isEmpty() && looking.compareAndSet(false, true)) {
      long wait = nextLook == null ? 0 : nextLook - timer.nanoTime();
      timer.schedule(Duration.ofNanos(Math.max(0, wait)), () -> threads.execute(this::look));
    }
  }

  private void look() {
    long start = timer.nanoTime();
    try {
      lookAround();
    } catch (IOException unreadable) {
      sayOnce(unreadable.toString());
    } finally {
      long end = timer.nanoTime();
      nextLook = end + pause(end - start);
      looking.set(false);
      lookAgain();
    }
  }

  private static long pause(long cost) {
    return Math.max(SHORTEST_PAUSE.toNanos(), Math.min(LONGEST_PAUSE.toNanos(), SHARE * cost));
  }

  /**
   * The kernel does not show a row for certain while others come and go between two reads of one
   * pass, so that whoever is missing is looked for a second time.
   */
  private void lookAround() throws IOException {
    SocketRows rows = rows();
    List<Watched> missing = watched.stream().filter(client -> !client.isThere(rows)).toList();
    learn();
    if (!missing.isEmpty()) {
      SocketRows again = rows();
      missing.stream()
          .filter(client -> !client.isThere(again))
          .filter(watched::remove)
          .forEach(Watched::gone);
    }
  }

  private void learn() {
    if (visible.size() > MOST_HOSTS) {
      visible.clear();
    }
    watched.stream()
        .filter(Watched::isNewlySeen)
        .map(client -> client.connection().host())
        .forEach(visible::add);
  }

  /** A server's sockets are usually all in the first table, and each costs milliseconds. */
  private SocketRows rows() throws IOException {
    List<Watched> clients = List.copyOf(watched);
    Set<Integer> ports = clients.stream().map(Watched::localPort).collect(Collectors.toSet());
    SocketRows rows = new SocketRows(ports::contains);
    tables.readIpv6(rows::read);
    if (!clients.stream().allMatch(client -> client.isOpen(rows))) {
      tables.readIpv4(rows::read);
    }
    return rows;
  }

  private void sayOnce(String reason) {
    if (told.compareAndSet(false, true)) {
      LOG.log(
          Level.INFO,
          "This system does not show when a client hangs up ({0}); a client that leaves is noticed"
              + " when a write to it fails, or at its request''s deadline",
          reason);
    }
  }
}
