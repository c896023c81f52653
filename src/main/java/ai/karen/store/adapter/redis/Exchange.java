package ai.karen.store.adapter.redis;

import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.Jedis;

/** One question, as Redis is asked it and as memory is. For one thread. */
final class Exchange<T> {
  private final Function<Jedis, T> inRedis;
  private final Supplier<T> inMemory;
  private boolean fellBack;
  private T result;

  Exchange(Function<Jedis, T> inRedis, Supplier<T> inMemory) {
    this.inRedis = inRedis;
    this.inMemory = inMemory;
  }

  void askRedis(Lines lines) {
    result = lines.ask(inRedis);
  }

  void askMemory() {
    fellBack = true;
    result = inMemory.get();
  }

  boolean fellBack() {
    return fellBack;
  }

  T result() {
    return result;
  }
}
