package ai.karen.store.adapter.redis;

import ai.karen.timing.control.Timer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Letters that Redis could not be given, or may not have got. They are sent once it is there, in
 * the order of their writing, and once more some seconds later, as is what was posted meanwhile:
 * the other nodes find it back each in its own time, and what is said before they listen is lost.
 * Thread-safe. Bounded: the last place is for the word that there was more.
 */
final class Unsent {
  static final int MOST = 10_000;

  /** At a time: what Redis takes well within the patience for one question. */
  static final int BATCH = 1_000;

  /** By then whoever can hear it listens. */
  static final Duration AGAIN = Duration.ofSeconds(5);

  private final String more;
  private final Timer timer;
  private final Set<String> never = new LinkedHashSet<>();

  /** By when they were sent for the first time. */
  private final Map<String, Long> once = new LinkedHashMap<>();

  private long backSince;

  /**
   * @param more is sent in place of all that there is no room for
   */
  Unsent(String more, Timer timer) {
    this.more = more;
    this.timer = timer;
    this.backSince = timer.nanoTime() - AGAIN.toNanos();
  }

  /** Redis is there; the others may find out later. */
  synchronized void isBack() {
    backSince = timer.nanoTime();
    once.replaceAll((letter, before) -> backSince);
  }

  /** It goes its way at once. */
  synchronized void posted(String letter) {
    long now = timer.nanoTime();
    if (now - backSince < AGAIN.toNanos() && once.size() < MOST) {
      once.put(letter, now);
    }
  }

  /** Those that say the same are one. */
  synchronized void add(String letter) {
    never.add(never.size() < MOST - 1 ? letter : more);
  }

  /** Those to be sent now, at most {@link #BATCH}. */
  synchronized List<String> due() {
    long old = timer.nanoTime() - AGAIN.toNanos();
    Stream<String> again = once.keySet().stream().filter(letter -> once.get(letter) - old <= 0);
    return Stream.concat(never.stream(), again).distinct().limit(BATCH).toList();
  }

  /** They were, all of them. */
  synchronized void sent(List<String> letters) {
    letters.forEach(this::sent);
  }

  private void sent(String letter) {
    once.remove(letter);
    if (never.remove(letter)) {
      once.put(letter, timer.nanoTime());
    }
  }
}
