package ai.karen.store.adapter.memory;

import ai.karen.store.control.SharedMemory.Subscription;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who listens to what on this node. Thread-safe. */
final class Channels {
  private static final Logger LOG = System.getLogger(Channels.class.getName());

  private final Map<String, List<Consumer<String>>> receivers = new ConcurrentHashMap<>();

  Subscription subscribe(String channel, Consumer<String> receiver) {
    // One of its own, so that the same receiver can listen twice and stop once.
    Consumer<String> own = receiver::accept;
    receivers.computeIfAbsent(channel, name -> new CopyOnWriteArrayList<>()).add(own);
    return () -> receivers.get(channel).remove(own);
  }

  void publish(String channel, String message) {
    receivers.getOrDefault(channel, List.of()).forEach(receiver -> hand(message, receiver));
  }

  private static void hand(String message, Consumer<String> receiver) {
    try {
      receiver.accept(message);
    } catch (RuntimeException failure) {
      LOG.log(Level.ERROR, "A message between nodes could not be followed", failure);
    }
  }
}
