package ai.karen.store.adapter.redis;

import ai.karen.timing.control.Timer;
import ai.karen.timing.control.Timer.Timeout;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Function;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * One connection. For one caller at a time; once cut it stays cut. The socket's own timeout ends
 * only a read, and each part of an answer begins it anew: so the timer cuts the connection of a
 * command that is not over in time.
 */
final class Line {
  private final Jedis client;
  private final OneSocket socket;
  private final Timer timer;
  private volatile boolean cut;

  Line(Jedis client, OneSocket socket, Timer timer) {
    this.client = client;
    this.socket = socket;
    this.timer = timer;
  }

  /**
   * @param limit within which it must be over
   * @throws redis.clients.jedis.exceptions.JedisException it failed; the line is cut where it can't
   *     be used any more
   */
  <T> T ask(Function<Jedis, T> command, Duration limit) {
    // Should the timer come in the moment of the answer, the next command on this line fails.
    Timeout timeout = timer.schedule(limit, this::cut);
    try {
      return command.apply(client);
    } catch (JedisConnectionException broken) {
      boolean late = cut;
      cut();
      throw late ? tooLate() : broken;
    } finally {
      timeout.cancel();
    }
  }

  /** The exception of a socket that was closed would not say why it was. */
  private static JedisConnectionException tooLate() {
    return new JedisConnectionException(new SocketTimeoutException("Not over in time"));
  }

  /** Without a limit: for whoever listens. */
  Jedis client() {
    return client;
  }

  boolean isCut() {
    return cut;
  }

  void cut() {
    cut = true;
    socket.close();
  }
}
