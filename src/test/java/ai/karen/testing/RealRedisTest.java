package ai.karen.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

class RealRedisTest {
  private static final int PATIENCE_MILLIS = 300;

  private RealRedis redis = RealRedis.away();

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void itIsNotThereUntilItIsStarted() {
    assertThatThrownBy(this::ping).isInstanceOf(JedisConnectionException.class);
    redis.restart();
    assertThat(ping()).isEqualTo("PONG");
  }

  @Test
  void frozenItKeepsConnectionsAndAnswersNothingUntilItThaws() {
    redis.restart();
    try (Jedis client = client()) {
      client.ping();
      redis.freeze();
      assertThatThrownBy(client::ping).hasRootCauseInstanceOf(SocketTimeoutException.class);
    }
    redis.thaw();
    assertThat(ping()).isEqualTo("PONG");
  }

  @Test
  void itCanBeKilledWhileFrozenAndStartsAgainEmpty() {
    redis.restart();
    try (Jedis client = client()) {
      client.set("name", "value");
    }
    redis.freeze();
    redis.kill();
    assertThatThrownBy(this::ping).isInstanceOf(JedisConnectionException.class);
    redis.restart();
    try (Jedis client = client()) {
      assertThat(client.get("name")).isNull();
    }
  }

  @Test
  void itCanWantAPassword() {
    redis.close();
    redis = RealRedis.startWithPassword("open-sesame");
    try (Jedis client = new Jedis(redis.url())) {
      assertThat(client.ping()).isEqualTo("PONG");
    }
    assertThatThrownBy(this::ping).hasMessageContaining("NOAUTH");
  }

  private String ping() {
    try (Jedis client = client()) {
      return client.ping();
    }
  }

  private Jedis client() {
    return new Jedis("127.0.0.1", redis.port(), PATIENCE_MILLIS);
  }
}
