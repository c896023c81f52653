package ai.karen.store.adapter.redis;

import ai.karen.store.control.SharedMemory;
import ai.karen.timing.control.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** The connections over which callers ask; only the watcher makes new ones. Thread-safe. */
final class Lines {
  private static final Logger LOG = System.getLogger(Lines.class.getName());

  /** More would not be faster: one carries thousands of commands per second. */
  static final int MOST = 8;

  private final Dialler dialler;
  private final Timer timer;
  private final Set<Line> open = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Line> idle = new LinkedBlockingQueue<>();

  Lines(Dialler dialler, Timer timer) {
    this.dialler = dialler;
    this.timer = timer;
  }

  /**
   * Asks, within {@link SharedMemory#LONGEST_CALL} altogether.
   *
   * @throws RuntimeException whatever was in the way
   */
  <T> T ask(Function<Jedis, T> command) {
    long end = timer.nanoTime() + SharedMemory.LONGEST_CALL.toNanos();
    Line line = take();
    try {
      return line.ask(command, left(end));
    } finally {
      giveBack(line);
    }
  }

  /** Replaces what was cut. Blocks; for the watcher only. */
  void fill() {
    while (open.size() < MOST) {
      Line line = dialler.dial(SharedMemory.LONGEST_CALL);
      open.add(line);
      idle.add(line);
    }
  }

  /**
   * Asks over each that nobody uses: one that was closed at its other end, or on the way, because
   * nothing came for long, would fail the first call of a caller. Blocks; for the watcher only.
   */
  void check(Function<Jedis, ?> question) {
    for (int line = idle.size(); line > 0; line--) {
      check(idle.poll(), question);
    }
  }

  private void check(Line line, Function<Jedis, ?> question) {
    if (line == null) {
      return;
    }
    try {
      line.ask(question, SharedMemory.LONGEST_CALL);
    } catch (JedisConnectionException closed) {
      LOG.log(Level.DEBUG, "A connection to Redis that was not used had been closed", closed);
    } finally {
      giveBack(line);
    }
  }

  /** Cuts all, also those in use. */
  void cut() {
    open.forEach(Line::cut);
    open.clear();
    idle.clear();
  }

  private Duration left(long end) {
    long nanos = end - timer.nanoTime();
    if (nanos <= 0) {
      throw new RedisTrouble("A connection to Redis was free too late");
    }
    return Duration.ofNanos(nanos);
  }

  private Line take() {
    try {
      Line line = idle.poll(SharedMemory.LONGEST_CALL.toNanos(), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new RedisTrouble("No connection to Redis was free in time");
      }
      return line;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RedisTrouble("Interrupted while waiting for a connection to Redis");
    }
  }

  private void giveBack(Line line) {
    if (line.isCut()) {
      open.remove(line);
    } else {
      idle.add(line);
    }
  }
}
