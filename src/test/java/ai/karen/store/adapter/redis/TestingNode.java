package ai.karen.store.adapter.redis;

import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.store.adapter.memory.LocalMemory;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.entity.SharedMemoryAsked;
import ai.karen.testing.Eventually;
import ai.karen.timing.control.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One node without a server, in real time; its guard falls back as the server's would. */
final class TestingNode implements AutoCloseable {
  final RedisNode node;
  final LocalMemory local;
  final SharedMemory memory;
  final List<SharedMemoryAsked> asked = new CopyOnWriteArrayList<>();
  private final RealTimer timer = new RealTimer();

  TestingNode(String url) {
    local = new LocalMemory(timer, Clock.systemUTC());
    node =
        new RedisNode(
            new Settings(new TestingConfig(Map.of("karen.redis.url", url))),
            timer,
            TestingNode::daemon,
            local);
    memory =
        new RedisMemory(node, new PlainGuard(node), local, timer, Clock.systemUTC(), asked::add);
    node.start(null);
  }

  TestingNode awaitPrimary() {
    Eventually.holds("Redis is in use", node::isPrimary);
    return this;
  }

  Dialler dialler() {
    return new Dialler(node.address(), null, timer);
  }

  void awaitMemory() {
    Eventually.holds("memory has taken over", () -> !node.isPrimary());
  }

  @Override
  public void close() {
    node.stop();
    timer.threads.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  /** The container's interceptor, as far as it matters here: without a breaker. */
  private static final class PlainGuard extends RedisGuard {
    private PlainGuard(RedisNode node) {
      super(node);
    }

    @Override
    public void ask(Exchange<?> exchange) {
      try {
        super.ask(exchange);
      } catch (RuntimeException failure) {
        askMemory(exchange);
      }
    }
  }

  private static final class RealTimer implements Timer {
    private final ScheduledThreadPoolExecutor threads =
        new ScheduledThreadPoolExecutor(2, TestingNode::daemon);

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public Timeout schedule(Duration delay, Runnable action) {
      var due = threads.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> due.cancel(false);
    }
  }
}
