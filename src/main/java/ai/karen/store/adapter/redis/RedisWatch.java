package ai.karen.store.adapter.redis;

import ai.karen.health.entity.Cause;
import ai.karen.health.entity.Condition;
import ai.karen.store.control.MeetingPoint;
import ai.karen.timing.control.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.SetParams;

/**
 * Looks after Redis every second: connects, notices its death and its return. Thread-safe; looks
 * are made one at a time by the executor, which drops one that comes while another lasts.
 */
final class RedisWatch {
  /** From look to look. With the patience of connecting, Redis is in use within 5 s. */
  static final Duration BEAT = Duration.ofSeconds(1);

  /** For what it asks on its own line, on which nobody waits. */
  static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Logger LOG = System.getLogger(RedisWatch.class.getName());
  private static final long TRACE_SECONDS = 10;

  /** Between looks that failed calls ask for, of which there may be thousands per second. */
  private static final long SPACING_NANOS = Duration.ofMillis(100).toNanos();

  private final Dialler dialler;
  private final Lines lines;
  private final Ear ear;
  private final Consumer<Line> catchUp;
  private final Timer timer;
  private final Executor executor;
  private Line line;
  private volatile boolean stopped;
  private volatile long lastLook;
  private volatile Condition condition;

  /**
   * @param catchUp makes up for what Redis missed, before it is in use again
   */
  RedisWatch(
      Dialler dialler,
      Lines lines,
      Ear ear,
      Consumer<Line> catchUp,
      Timer timer,
      Executor executor) {
    this.dialler = dialler;
    this.lines = lines;
    this.ear = ear;
    this.catchUp = catchUp;
    this.timer = timer;
    this.executor = executor;
    this.condition = away("Redis has not been reached yet.", Cause.UNREACHED);
  }

  Condition condition() {
    return condition;
  }

  boolean isPrimary() {
    return condition.isPrimary();
  }

  /** Looks from now on. */
  void start() {
    executor.execute(this::lookOnce);
    if (!stopped) {
      timer.schedule(BEAT, this::start);
    }
  }

  /** Looks now, unless it just did: a call has failed. */
  void suspect() {
    if (timer.nanoTime() - lastLook > SPACING_NANOS) {
      executor.execute(this::lookOnce);
    }
  }

  /** Cuts every connection; whoever waits for an answer goes on. */
  synchronized void stop() {
    stopped = true;
    hangUp();
  }

  private synchronized void lookOnce() {
    if (stopped) {
      return;
    }
    try {
      leaveTrace();
      ear.listen();
      catchUp.accept(line);
      become(Condition.primary());
    } catch (RuntimeException trouble) {
      hangUp();
      become(away(RedisWords.sentence(dialler.address(), trouble), RedisWords.cause(trouble)));
    } finally {
      lastLook = timer.nanoTime();
    }
  }

  /** Writes, because a Redis that only answers is of no use: a replica, or one that is full. */
  private void leaveTrace() {
    if (line == null || line.isCut()) {
      line = dialler.dial(PATIENCE);
    }
    SetParams life = SetParams.setParams().ex(TRACE_SECONDS);
    line.ask((Jedis client) -> client.set(Names.WATCH, "seen", life), PATIENCE);
    lines.check(client -> client.get(Names.WATCH));
    lines.fill();
  }

  private void hangUp() {
    lines.cut();
    ear.close();
    if (line != null) {
      line.cut();
      line = null;
    }
  }

  private void become(Condition next) {
    if (!next.sameModeAs(condition)) {
      log(next);
    }
    condition = next;
  }

  private void log(Condition next) {
    if (next.isPrimary()) {
      LOG.log(Level.INFO, "Redis at {0} is in use", dialler.address().place());
    } else {
      LOG.log(Level.WARNING, "{0} Memory takes over", next.reason());
    }
  }

  private static Condition away(String reason, Cause cause) {
    return Condition.fallback(MeetingPoint.MEMORY, reason, cause);
  }
}
