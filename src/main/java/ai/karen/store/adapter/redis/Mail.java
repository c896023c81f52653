package ai.karen.store.adapter.redis;

import ai.karen.store.control.SharedMemory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Messages between nodes, all on one channel of Redis: {@code <node> <channel> <text>}. A node
 * hands its own to its own listeners itself, and knows them again. Thread-safe.
 */
final class Mail {
  private static final Logger LOG = System.getLogger(Mail.class.getName());
  private static final int PARTS = 3;

  private final String node;
  private final SharedMemory local;

  /**
   * @param node a name without blanks that no other node has
   */
  Mail(String node, SharedMemory local) {
    this.node = node;
    this.local = local;
  }

  String write(String channel, String message) {
    return node + " " + channel + " " + message;
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
