package ai.karen.store.control;

import ai.karen.store.entity.Tally;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the nodes of a deployment remember together for a short while: a cache and a meeting point,
 * never the authority. Thread-safe. Nothing in it lasts: a value may be gone at any time, one that
 * another node removed may be seen until its time is over, and while the nodes can't meet each
 * remembers for itself. No method fails for want of the others.
 *
 * <p>A call may block for up to {@link #LONGEST_CALL}: to be made on {@link StoreThreads} or on a
 * request's own thread, never on threads of a timer or of a provider's answer.
 *
 * <p>Every method throws an {@link IllegalArgumentException} for what exceeds the sizes below,
 * which are in characters.
 */
public interface SharedMemory {
  Duration LONGEST_CALL = Duration.ofMillis(40);

  /**
   * A channel of this node alone, on which something is said when it begins to hear the others, at
   * the start and after each outage: what they told before has gone past it.
   */
  String HEARS_AGAIN = "hears-again";

  /** Of keys, counters and channels; at least one character, without blanks. */
  int LONGEST_NAME = 200;

  int LARGEST_VALUE = 200_000;

  int LARGEST_MESSAGE = 4_000;

  /** Of values and of windows; the least is a millisecond. */
  Duration LONGEST_LIFE = Duration.ofDays(7);

  /** Empty when there is none, or its time is over. */
  Optional<String> get(String key);

  /**
   * @param life after which the value is gone, at the latest
   */
  void put(String key, String value, Duration life);

  /** Once this returns this node does not find the value any more. */
  void remove(String key);

  /**
   * Counts one more. Windows follow one another without a gap, from the epoch on, by the nodes'
   * clocks; counting begins anew with each.
   *
   * @param window how long one lasts; always the same for one counter
   * @return the count of all nodes, or of this one where they can't meet; never less than what this
   *     node counted itself
   */
  default Tally increment(String counter, Duration window) {
    return add(counter, 1, window);
  }

  /**
   * As {@link #increment}, so many at once.
   *
   * @param amount at least 0, which only reads
   */
  Tally add(String counter, long amount, Duration window);

  /**
   * Tells everybody who listens: on this node before this returns, on other nodes soon. Where they
   * can't be reached now they are told once they can, perhaps twice, and perhaps after what was
   * told later. Where this node ends before, or has too much to tell, they find out from the
   * database; of too much they are told as at {@link #HEARS_AGAIN}.
   */
  void publish(String channel, String message);

  /** As {@link #publish}, and never where they can't be reached now: for what is soon of no use. */
  void mention(String channel, String message);

  /**
   * Listens from now on, through every outage.
   *
   * @param receiver called on a thread of others', which it must not block, for one message at a
   *     time or several; what it throws is logged
   */
  Subscription subscribe(String channel, Consumer<String> receiver);

  /** Somebody who listens. */
  interface Subscription {
    /** Stops listening; any number of times. */
    void end();
  }
}
