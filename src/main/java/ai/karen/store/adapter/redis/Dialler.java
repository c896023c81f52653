package ai.karen.store.adapter.redis;

import ai.karen.configuration.control.Secret;
import ai.karen.timing.control.Timer;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;

/** Makes connections; blocks for seconds at worst, so that only the watcher's threads dial. */
final class Dialler {
  /** For each step of connecting. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final RedisAddress address;
  private final SSLContext trust;
  private final Timer timer;

  /**
   * @param trust whom to believe where the address wants TLS; else null
   */
  Dialler(RedisAddress address, SSLContext trust, Timer timer) {
    this.address = address;
    this.trust = trust;
    this.timer = timer;
  }

  RedisAddress address() {
    return address;
  }

  /**
   * A connection that is ready for commands.
   *
   * @param answerTime how long it waits for each answer
   */
  Line dial(Duration answerTime) {
    OneSocket socket = new OneSocket(sockets());
    try {
      Jedis client = new Jedis(socket, config());
      client.getConnection().setSoTimeout(Math.toIntExact(answerTime.toMillis()));
      return new Line(client, socket, timer);
    } catch (RuntimeException failure) {
      socket.close();
      throw failure;
    }
  }

  private JedisSocketFactory sockets() {
    HostAndPort place = new HostAndPort(address.host(), address.port());
    JedisSocketFactory plain = new DefaultJedisSocketFactory(place, config());
    return address.encrypted() ? new EncryptedSockets(plain, trust, address) : plain;
  }

  private JedisClientConfig config() {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .resp2()
            .connectionTimeoutMillis(Math.toIntExact(PATIENCE.toMillis()))
            .socketTimeoutMillis(Math.toIntExact(PATIENCE.toMillis()))
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .clientName("karen")
            .database(address.database());
    if (address.user() != null) {
      config.user(address.user());
    }
    Secret password = address.password();
    return password == null ? config.build() : config.password(password.reveal()).build();
  }
}
