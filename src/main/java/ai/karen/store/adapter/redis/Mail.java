package ai.karen.store.adapter.redis;

import ai.karen.store.control.SharedMemory;
import ai.karen.timing.control.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/**
 * Messages between nodes, all on one channel of Redis: {@code <node> <channel> <text>}. A node
 * hands its own to its own listeners itself, and knows them again. Thread-safe.
 */
final class Mail {
  private static final Logger LOG = System.getLogger(Mail.class.getName());
  private static final int PARTS = 3;

  private final String node;
  private final SharedMemory local;
  private final Unsent unsent;

  /**
   * @param node a name without blanks that no other node has
   */
  Mail(String node, SharedMemory local, Timer timer) {
    this.node = node;
    this.local = local;
    this.unsent = new Unsent(write(SharedMemory.HEARS_AGAIN, ""), timer);
  }

  String write(String channel, String message) {
    return node + " " + channel + " " + message;
  }

  /** To be sent later. */
  void keep(String letter) {
    unsent.add(letter);
  }

  /**
   * Sends what is due, for which there is no answer to wait for after each.
   *
   * @throws RuntimeException it stays
   */
  void sendKept(Line line, String channel) {
    List<String> due = unsent.due();
    if (!due.isEmpty()) {
      line.ask(client -> send(due, client, channel), RedisWatch.PATIENCE);
      unsent.sent(due);
    }
  }

  private static Void send(List<String> letters, Jedis client, String channel) {
    try (Pipeline pipeline = client.pipelined()) {
      letters.forEach(letter -> pipeline.publish(channel, letter));
    }
    return null;
  }

  /** To those on this node who listen. */
  void deliver(String letter) {
    String[] parts = letter.split(" ", PARTS);
    if (parts.length == PARTS && !parts[0].equals(node)) {
      deliver(parts[1], parts[2]);
    }
  }

  /** What others wrote until now may have gone past this node. */
  void hearsAgain() {
    local.publish(SharedMemory.HEARS_AGAIN, "");
  }

  private void deliver(String channel, String message) {
    try {
      local.publish(channel, message);
    } catch (IllegalArgumentException foreign) {
      // Whoever may write to this Redis may write anything.
      LOG.log(Level.WARNING, "A message in Redis is not one of ours: {0}", foreign.getMessage());
    }
  }
}
