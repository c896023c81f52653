package ai.karen.testing.writes;

import java.util.ArrayList;
import java.util.List;

/** Threads that send requests until they are told to stop. For one thread. */
final class Clients {
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  void start(String name, Runnable client) {
    Thread thread = new Thread(client, name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** Whether they are to send more; asked by their own threads. */
  boolean goOn() {
    return !ended;
  }

  /** Each finishes its request. */
  void stop() {
    ended = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
