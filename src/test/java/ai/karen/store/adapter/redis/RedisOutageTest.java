package ai.karen.store.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.store.control.SharedMemory;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

class RedisOutageTest {
  private static final String SET_USER = "ACL SETUSER karen ";
  private static final Duration LIFE = Duration.ofMinutes(1);
  private static final Duration LIMIT = SharedMemory.LONGEST_CALL;
  private static final Duration WEEK = SharedMemory.LONGEST_LIFE;

  /** Of a machine that does other things as well. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  private final RealRedis redis = RealRedis.away();
  private TestingNode node = new TestingNode(redis.url());

  @AfterEach
  void close() {
    node.close();
    redis.close();
  }

  @Test
  void requirement1AnIdleNodeFindsRedisWhenItAppearsDiesAndReturns() {
    assertThat(node.node.condition().mode()).isEqualTo("memory");
    Eventually.holds(
        "the reason is told", () -> node.node.condition().reason().contains("refuses connections"));
    redis.restart();
    node.awaitPrimary();
    redis.kill();
    node.awaitMemory();
    redis.restart();
    node.awaitPrimary();
    redis.freeze();
    node.awaitMemory();
    assertThat(node.node.condition().reason())
        .isEqualTo("Redis at 127.0.0.1:" + redis.port() + " does not answer in time.");
    redis.thaw();
    node.awaitPrimary();
  }

  @Test
  void requirement2NoCallWaitsLongForAFrozenRedisNotEvenOneThatCanNotBeSentEverything() {
    redis.restart();
    node.awaitPrimary();
    redis.freeze();
    String large = "v".repeat(SharedMemory.LARGEST_VALUE);
    List<Duration> waits = new ArrayList<>();
    for (int call = 0; call < 40; call++) {
      long start = System.nanoTime();
      node.memory.put("key" + call, large, LIFE);
      waits.add(Duration.ofNanos(System.nanoTime() - start));
    }
    assertThat(waits).allMatch(wait -> wait.compareTo(LIMIT.plus(SLACK)) < 0);
    assertThat(node.memory.get("key39")).contains(large);
  }

  @Test
  void requirement2ALineEndsACommandThatIsSentTooSlowly() {
    redis.restart();
    Line line = node.dialler().dial(Duration.ofSeconds(20));
    String large = "v".repeat(10_000_000);
    redis.freeze();
    long start = System.nanoTime();
    assertThat(line.isCut()).isFalse();
    assertThatThrownBy(() -> line.ask(client -> client.set("key", large), LIMIT))
        .isInstanceOf(RuntimeException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plus(SLACK));
    assertThat(line.isCut()).isTrue();
  }

  @Test
  void requirement3MemoryTakesOverWithinTheSameCall() {
    redis.restart();
    node.awaitPrimary();
    redis.kill();
    node.memory.put("key", "value", LIFE);
    assertThat(node.memory.get("key")).contains("value");
    assertThat(node.memory.increment("counter", WEEK).count()).isOne();
    assertThat(node.asked).isNotEmpty().allMatch(each -> each.fellBack());
  }

  @Test
  void requirement3WhatIsKnownToBeAwayIsNotAsked() {
    node.memory.get("key");
    assertThat(node.asked).hasSize(1).allMatch(each -> each.latency() == null);
  }

  @Test
  void requirement5WhenRedisComesBackTheLargerCountHolds() {
    redis.restart();
    node.awaitPrimary();
    count(5);
    redis.kill();
    node.awaitMemory();
    assertThat(count(2)).isEqualTo(7);
    redis.restart();
    node.awaitPrimary();
    assertThat(count(1)).isEqualTo(8);
    try (TestingNode other = new TestingNode(redis.url()).awaitPrimary()) {
      assertThat(other.memory.increment("counter", WEEK).count())
          .as("Redis itself has the larger count by now")
          .isEqualTo(9);
    }
  }

  @Test
  void requirement6WhatWasRemovedMeanwhileDoesNotComeBack() {
    redis.restart();
    node.awaitPrimary();
    node.memory.put("key", "value", LIFE);
    redis.freeze();
    node.memory.remove("key");
    assertThat(node.memory.get("key")).isEmpty();
    node.awaitMemory();
    redis.thaw();
    node.awaitPrimary();
    assertThat(node.memory.get("key")).isEmpty();
  }

  @Test
  void requirement1ConnectionsThatWereClosedWhileNobodyAskedAreReplacedBeforeSomebodyDoes() {
    redis.restart();
    node.awaitPrimary();
    try (Jedis operator = new Jedis("127.0.0.1", redis.port())) {
      Eventually.holds("all were asked", () -> linesOf(operator).size() == Lines.MOST);
      List<String> before = linesOf(operator);
      before.forEach(id -> operator.sendCommand(Protocol.Command.CLIENT, "KILL", "ID", id));
      Eventually.holds(
          "all are replaced",
          () -> {
            List<String> now = linesOf(operator);
            return now.size() == Lines.MOST && now.stream().noneMatch(before::contains);
          });
    }
    for (int call = 0; call < 2 * Lines.MOST; call++) {
      node.memory.publish("channel", "a message");
    }
    assertThat(node.asked).hasSize(2 * Lines.MOST).noneMatch(each -> each.fellBack());
  }

  /** The ids of the connections over which callers ask, by what they were asked last. */
  private static List<String> linesOf(Jedis operator) {
    return operator
        .clientList()
        .lines()
        .filter(line -> line.contains("cmd=get"))
        .map(line -> line.substring(line.indexOf("id=") + 3, line.indexOf(' ')))
        .toList();
  }

  @Test
  void requirement7WhoListensGoesOnListeningAfterAnOutage() {
    redis.restart();
    node.awaitPrimary();
    List<String> heard = new CopyOnWriteArrayList<>();
    node.memory.subscribe("channel", heard::add);
    redis.kill();
    node.awaitMemory();
    redis.restart();
    node.awaitPrimary();
    try (TestingNode other = new TestingNode(redis.url()).awaitPrimary()) {
      other.memory.publish("channel", "message");
      Eventually.holds("a message arrives", () -> heard.contains("message"));
    }
  }

  @Test
  void requirement7WhatCouldNotBeSentIsSentWhenRedisIsBack() {
    redis.restart();
    List<String> heard = new CopyOnWriteArrayList<>();
    node.memory.subscribe("channel", heard::add);
    try (TestingNode other = new TestingNode(redis.url()).awaitPrimary()) {
      node.awaitPrimary();
      redis.freeze();
      other.memory.publish("channel", "unconfirmed");
      other.awaitMemory();
      other.memory.publish("channel", "unsent");
      assertThat(heard).isEmpty();

      redis.thaw();

      Eventually.holds("both arrive", () -> heard.containsAll(List.of("unconfirmed", "unsent")));
    }
  }

  @Test
  void requirement7WhatIsMentionedIsNotKept() {
    redis.restart();
    List<String> heard = new CopyOnWriteArrayList<>();
    node.memory.subscribe("channel", heard::add);
    try (TestingNode other = new TestingNode(redis.url()).awaitPrimary()) {
      node.awaitPrimary();
      redis.kill();
      other.awaitMemory();
      other.memory.mention("channel", "mentioned");
      other.memory.publish("channel", "published");
      redis.restart();
      Eventually.holds("what is kept arrives", () -> heard.contains("published"));
      assertThat(heard).doesNotContain("mentioned");
    }
  }

  @Test
  void requirement7WhoMayHaveMissedSomethingIsTold() {
    List<String> signs = new CopyOnWriteArrayList<>();
    node.memory.subscribe(SharedMemory.HEARS_AGAIN, signs::add);
    redis.restart();
    node.awaitPrimary();
    assertThat(signs).as("at the start").isNotEmpty();
    int before = signs.size();
    redis.kill();
    node.awaitMemory();
    redis.restart();
    node.awaitPrimary();
    assertThat(signs).as("after an outage").hasSizeGreaterThan(before);
  }

  @Test
  void requirement7WhoeverMayNotListenIsTold() {
    redis.restart();
    node.awaitPrimary();
    node.close();
    try (Jedis operator = new Jedis("127.0.0.1", redis.port())) {
      operator.aclSetUser("deaf", "on", ">password", "~*", "&*", "+@all", "-subscribe");
    }
    node = new TestingNode("redis://deaf:password@127.0.0.1:" + redis.port());
    Eventually.holds(
        "the reason is told", () -> node.node.condition().reason().contains("error NOPERM"));
    assertThat(node.node.isPrimary()).isFalse();
  }

  @Test
  void requirement7AConnectionThatGivesSignsIsKept() {
    redis.restart();
    node.awaitPrimary();
    Eventually.holds("it listens", () -> !listening().isEmpty());
    String first = listening();
    long end = System.nanoTime() + RedisWatch.BEAT.multipliedBy(5).toNanos();
    Eventually.holds("some looks were made", () -> System.nanoTime() > end);
    assertThat(listening()).isEqualTo(first);
  }

  /** The id of the connection that listens, as Redis numbers them; empty when there is none. */
  private String listening() {
    try (Jedis client = new Jedis("127.0.0.1", redis.port())) {
      return client
          .clientList()
          .lines()
          .filter(line -> line.contains(" sub=1 "))
          .map(line -> line.split(" ")[0])
          .collect(Collectors.joining());
    }
  }

  @Test
  void requirement8AWrongPasswordIsToldWithoutShowingIt() {
    try (RealRedis guarded = RealRedis.startWithPassword("right")) {
      node.close();
      node = new TestingNode("redis://:wr0ng@127.0.0.1:" + guarded.port());
      Eventually.holds(
          "the reason is told", () -> node.node.condition().reason().contains("error WRONGPASS"));
      assertThat(node.node.condition().reason()).doesNotContain("wr0ng");
    }
  }

  @Test
  void requirement7WhoeverMayNotSendIsTold() {
    redis.restart();
    try (Jedis operator = new Jedis("127.0.0.1", redis.port())) {
      operator.aclSetUser("mute", "on", ">password", "~*", "&*", "+@all", "-publish");
    }
    node.close();
    node = new TestingNode("redis://mute:password@127.0.0.1:" + redis.port());
    node.awaitPrimary();
    node.memory.publish("channel", "message");
    Eventually.holds(
        "the reason is told", () -> node.node.condition().reason().contains("error NOPERM"));
  }

  @Test
  void requirement8AUserWithTheRightsThatTheReadmeNamesHasEnough() throws IOException {
    String told =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith(SET_USER))
            .findFirst()
            .orElseThrow();
    redis.restart();
    try (Jedis operator = new Jedis("127.0.0.1", redis.port())) {
      operator.aclSetUser("karen", told.substring(SET_USER.length()).split(" "));
    }
    node.close();
    node = new TestingNode("redis://karen:password@127.0.0.1:" + redis.port() + "/3");
    node.awaitPrimary();
    node.memory.put("key", "value", LIFE);
    assertThat(node.memory.get("key")).contains("value");
    node.memory.remove("key");
    count(2);
    node.memory.publish("channel", "message");
    assertThat(node.asked).hasSize(6).noneMatch(each -> each.fellBack());
  }

  private long count(int times) {
    long last = 0;
    for (int call = 0; call < times; call++) {
      last = node.memory.increment("counter", WEEK).count();
    }
    return last;
  }
}
