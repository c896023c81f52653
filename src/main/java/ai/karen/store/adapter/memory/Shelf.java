package ai.karen.store.adapter.memory;

import ai.karen.timing.control.Timer;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values with a time to live; where they become too many, those not asked for longest go. */
final class Shelf {
  static final int MOST_VALUES = 10_000;

  /** Keys and values together: 32 MB where they are of one byte each. */
  static final long MOST_CHARACTERS = 32_000_000;

  private final Timer timer;
  private final Map<String, Kept> values = new LinkedHashMap<>(16, 0.75f, true);
  private long characters;

  Shelf(Timer timer) {
    this.timer = timer;
  }

  synchronized Optional<String> get(String key) {
    Kept kept = values.get(key);
    if (kept != null && kept.end() - timer.nanoTime() <= 0) {
      remove(key);
      return Optional.empty();
    }
    return Optional.ofNullable(kept).map(Kept::value);
  }

  synchronized void put(String key, String value, Duration life) {
    remove(key);
    values.put(key, new Kept(value, timer.nanoTime() + life.toNanos()));
    characters += key.length() + value.length();
    makeRoom();
  }

  synchronized void remove(String key) {
    Kept kept = values.remove(key);
    if (kept != null) {
      characters -= key.length() + kept.value().length();
    }
  }

  private void makeRoom() {
    Iterator<Map.Entry<String, Kept>> eldest = values.entrySet().iterator();
    while (values.size() > MOST_VALUES || characters > MOST_CHARACTERS) {
      Map.Entry<String, Kept> entry = eldest.next();
      characters -= entry.getKey().length() + entry.getValue().value().length();
      eldest.remove();
    }
  }

  private record Kept(String value, long end) {}
}
