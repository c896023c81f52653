package ai.karen.store.adapter.redis;

import ai.karen.store.control.SharedMemory;
import ai.karen.timing.control.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

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

  /** It is sent at this moment. */
  void posted(String letter) {
    unsent.posted(letter);
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
    for (List<String> due = unsent.due(); !due.isEmpty(); due = unsent.due()) {
      send(due, line, channel);
      unsent.sent(due);
    }
  }

  private static void send(List<String> letters, Line line, String channel) {
    line.ask(client -> send(letters, client, channel), RedisWatch.PATIENCE);
  }

  private static Void send(List<String> letters, Jedis client, String channel) {
    try (Pipeline pipeline = client.pipelined()) {
      List<Response<Long>> answers =
          letters.stream().map(letter -> pipeline.publish(channel, letter)).toList();
      pipeline.sync();
      // An answer that is an error is thrown here.
      answers.forEach(Response::get);
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
    unsent.isBack();
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
