package ai.karen.store.adapter.redis;

import ai.karen.store.control.Local;
import ai.karen.store.control.MemoryBounds;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.control.Window;
import ai.karen.store.entity.SharedMemoryAsked;
import ai.karen.store.entity.Tally;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.SetParams;

/** What the nodes remember together: in Redis while it is there, else in this node's memory. */
@ApplicationScoped
public class RedisMemory implements SharedMemory {
  /** Counts, and is never behind what one node counted itself. */
  private static final String COUNT =
      "local n = redis.call('INCRBY', KEYS[1], ARGV[3]) "
          + "if n < tonumber(ARGV[1]) then "
          + "n = tonumber(ARGV[1]) redis.call('SET', KEYS[1], ARGV[1]) end "
          + "redis.call('PEXPIRE', KEYS[1], ARGV[2]) "
          + "return n";

  private final RedisNode node;
  private final RedisGuard guard;
  private final SharedMemory local;
  private final Timer timer;
  private final Clock clock;
  private final Consumer<SharedMemoryAsked> listener;

  /** For the container's client proxy. */
  protected RedisMemory() {
    this(null, null, null, null, null, asked -> {});
  }

  @Inject
  public RedisMemory(
      RedisNode node,
      RedisGuard guard,
      @Local SharedMemory local,
      Timer timer,
      Clock clock,
      Event<SharedMemoryAsked> events) {
    this(node, guard, local, timer, clock, (Consumer<SharedMemoryAsked>) events::fire);
  }

  RedisMemory(
      RedisNode node,
      RedisGuard guard,
      SharedMemory local,
      Timer timer,
      Clock clock,
      Consumer<SharedMemoryAsked> listener) {
    this.node = node;
    this.guard = guard;
    this.local = local;
    this.timer = timer;
    this.clock = clock;
    this.listener = listener;
  }

  @Override
  public Optional<String> get(String key) {
    MemoryBounds.requireName(key);
    return ask(client -> Optional.ofNullable(client.get(Names.value(key))), () -> local.get(key));
  }

  @Override
  public void put(String key, String value, Duration life) {
    MemoryBounds.requireName(key);
    MemoryBounds.requireValue(value);
    MemoryBounds.requireLife(life);
    // An older one must not come back when memory takes over.
    local.remove(key);
    SetParams time = SetParams.setParams().px(life.toMillis());
    ask(
        client -> client.set(Names.value(key), value, time),
        () -> {
          local.put(key, value, life);
          return null;
        });
  }

  @Override
  public void remove(String key) {
    local.remove(key);
    ask(
        client -> client.del(Names.value(key)),
        () -> owe(() -> node.debts().add(Names.value(key))));
  }

  @Override
  public Tally add(String counter, long amount, Duration window) {
    Tally own = local.add(counter, amount, window);
    Window now = Window.now(clock, window);
    // A new window may have begun since; what was counted in the old one is nothing there.
    long least = now.left().compareTo(own.left()) > 0 ? amount : own.count();
    List<String> keys = List.of(Names.counter(counter, now));
    List<String> values = List.of("" + least, "" + now.left().toMillis(), "" + amount);
    Object count = ask(client -> client.eval(COUNT, keys, values), own::count);
    return new Tally(Math.max((Long) count, own.count()), own.left());
  }

  @Override
  public void publish(String channel, String message) {
    local.publish(channel, message);
    String letter = node.mail().write(channel, message);
    node.mail().posted(letter);
    post(letter, () -> owe(() -> node.mail().keep(letter)));
  }

  @Override
  public void mention(String channel, String message) {
    local.mention(channel, message);
    post(node.mail().write(channel, message), () -> null);
  }

  private void post(String letter, Supplier<Long> otherwise) {
    ask(client -> client.publish(Names.messages(node.address()), letter), otherwise);
  }

  @Override
  public Subscription subscribe(String channel, Consumer<String> receiver) {
    return local.subscribe(channel, receiver);
  }

  private <T> T ask(Function<Jedis, T> inRedis, Supplier<T> inMemory) {
    if (node.isPrimary()) {
      return askGuarded(new Exchange<>(inRedis, inMemory));
    }
    if (node.isWanted()) {
      listener.accept(new SharedMemoryAsked(true, null));
    }
    return inMemory.get();
  }

  private <T> T askGuarded(Exchange<T> exchange) {
    long start = timer.nanoTime();
    guard.ask(exchange);
    Duration latency = Duration.ofNanos(timer.nanoTime() - start);
    listener.accept(new SharedMemoryAsked(exchange.fellBack(), latency));
    if (exchange.fellBack()) {
      node.suspect();
    }
    return exchange.result();
  }

  private Long owe(Runnable debt) {
    if (node.isWanted()) {
      debt.run();
    }
    return null;
  }
}
