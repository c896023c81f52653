package ai.karen.store.adapter.redis;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Letters that Redis could not be given, or may not have got, in the order of their writing: they
 * are sent once it is there. Thread-safe. Bounded: what is beyond is never sent, and whoever would
 * have heard it finds out when they next ask the database.
 */
final class Unsent {
  static final int MOST = 10_000;

  private final Queue<String> letters = new ArrayDeque<>();

  synchronized void add(String letter) {
    if (letters.size() < MOST) {
      letters.add(letter);
    }
  }

  /** Sends them; those that are left when this fails stay. For one caller at a time; may block. */
  void send(Consumer<String> post) {
    for (String letter = first(); letter != null; letter = first()) {
      post.accept(letter);
      removeFirst();
    }
  }

  private synchronized String first() {
    return letters.peek();
  }

  private synchronized void removeFirst() {
    letters.remove();
  }
}
