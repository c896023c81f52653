package ai.karen.store.adapter.redis;

import ai.karen.store.control.Window;

/** What things are called in Redis, where other applications may have theirs. */
final class Names {
  static final String WATCH = "karen:watch";

  private Names() {}

  static String value(String key) {
    return "karen:value:" + key;
  }

  static String counter(String counter, Window window) {
    return "karen:counter:" + counter + ":" + window.number();
  }

  /** With the database's number: a channel, unlike a key, belongs to all databases. */
  static String messages(RedisAddress address) {
    return "karen:messages:" + address.database();
  }
}
