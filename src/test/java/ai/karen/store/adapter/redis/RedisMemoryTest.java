package ai.karen.store.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.store.control.SharedMemory;
import ai.karen.store.control.SharedMemoryContract;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class RedisMemoryTest implements SharedMemoryContract {
  private static RealRedis redis;

  private TestingNode one;
  private TestingNode two;

  @BeforeAll
  static void startRedis() {
    redis = RealRedis.startWithPassword("p/w@d:+%");
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void startNodes() {
    try (Jedis client = new Jedis("127.0.0.1", redis.port())) {
      client.auth("p/w@d:+%");
      client.flushAll();
    }
    String url = "redis://:p%2Fw%40d%3A+%25@127.0.0.1:" + redis.port() + "/3";
    one = new TestingNode(url).awaitPrimary();
    two = new TestingNode(url).awaitPrimary();
  }

  @AfterEach
  void stopNodes() {
    assertThat(one.asked).as("none of this needed the fallback").noneMatch(each -> each.fellBack());
    one.close();
    two.close();
  }

  @Override
  public SharedMemory memory() {
    return one.memory;
  }

  @Override
  public void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Test
  void nodesSeeEachOthersValuesAndRemovals() {
    one.memory.put("key", "value", LONG);
    assertThat(two.memory.get("key")).contains("value");
    two.memory.remove("key");
    assertThat(one.memory.get("key")).isEmpty();
  }

  @Test
  void nodesCountTogether() {
    one.memory.increment("counter", SharedMemory.LONGEST_LIFE);
    assertThat(two.memory.increment("counter", SharedMemory.LONGEST_LIFE).count()).isEqualTo(2);
    assertThat(one.memory.increment("counter", SharedMemory.LONGEST_LIFE).count()).isEqualTo(3);
  }

  @Test
  void nodesHearEachOtherAndNobodyHearsTwice() {
    List<String> first = new CopyOnWriteArrayList<>();
    List<String> second = new CopyOnWriteArrayList<>();
    one.memory.subscribe("channel", first::add);
    two.memory.subscribe("channel", second::add);
    one.memory.publish("channel", "to all");
    one.memory.publish("channel", "the  last");
    Eventually.holds("the last message arrives", () -> second.contains("the  last"));
    assertThat(first.stream().filter("the  last"::equals)).hasSize(1);
    assertThat(second.stream().filter("the  last"::equals)).hasSize(1);
  }
}
