package ai.karen.store.adapter.memory;

import ai.karen.store.control.Local;
import ai.karen.store.control.MemoryBounds;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.entity.Tally;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** What one node remembers for itself. Bounded. Never blocks. */
@Local
@ApplicationScoped
public class LocalMemory implements SharedMemory {
  private final Shelf shelf;
  private final Counters counters;
  private final Channels channels;

  /** For the container's client proxy. */
  protected LocalMemory() {
    this.shelf = null;
    this.counters = null;
    this.channels = null;
  }

  @Inject
  public LocalMemory(Timer timer, Clock clock) {
    this.shelf = new Shelf(timer);
    this.counters = new Counters(clock);
    this.channels = new Channels();
  }

  @Override
  public Optional<String> get(String key) {
    MemoryBounds.requireName(key);
    return shelf.get(key);
  }

  @Override
  public void put(String key, String value, Duration life) {
    MemoryBounds.requireName(key);
    MemoryBounds.requireValue(value);
    MemoryBounds.requireLife(life);
    shelf.put(key, value, life);
  }

  @Override
  public void remove(String key) {
    MemoryBounds.requireName(key);
    shelf.remove(key);
  }

  @Override
  public Tally add(String counter, long amount, Duration window) {
    MemoryBounds.requireName(counter);
    MemoryBounds.requireLife(window);
    MemoryBounds.requireAmount(amount);
    return counters.add(counter, amount, window);
  }

  @Override
  public void publish(String channel, String message) {
    MemoryBounds.requireName(channel);
    MemoryBounds.requireMessage(message);
    channels.publish(channel, message);
  }

  @Override
  public void mention(String channel, String message) {
    publish(channel, message);
  }

  @Override
  public Subscription subscribe(String channel, Consumer<String> receiver) {
    MemoryBounds.requireName(channel);
    return channels.subscribe(channel, receiver);
  }
}
