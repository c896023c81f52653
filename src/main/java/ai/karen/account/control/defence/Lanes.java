package ai.karen.account.control.defence;

import java.time.Instant;

/** The lanes that were used last; the others are in the store. Thread-safe. */
final class Lanes {
  /** Some 30 MB of heap. */
  static final int MOST = 100_000;

  private final Lru<Lane> lanes = new Lru<>(MOST);
  private final LaneStore store;
  private final Backoff backoff;

  Lanes(LaneStore store, Backoff backoff) {
    this.store = store;
    this.backoff = backoff;
  }

  /** May ask the store. */
  Lane of(String key) {
    return lanes.get(key, () -> new Lane(backoff, store.load(key).orElse(LaneState.FRESH)));
  }

  LaneState failed(String key, Instant now) {
    LaneState state = of(key).failed(now);
    store.save(key, state);
    return state;
  }

  /**
   * @return how many failures went before
   */
  int succeeded(String key, Instant now) {
    Lane lane = of(key);
    int failures = lane.succeeded(now);
    if (failures > 0) {
      store.save(key, lane.state());
    }
    return failures;
  }

  /** What another node saw. */
  void learn(String key, LaneState state) {
    lanes.get(key, () -> new Lane(backoff, state)).learn(state);
  }

  int size() {
    return lanes.size();
  }
}
