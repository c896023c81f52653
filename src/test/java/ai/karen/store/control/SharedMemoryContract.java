package ai.karen.store.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What every kind of shared memory does. */
public interface SharedMemoryContract {
  Duration LONG = Duration.ofMinutes(1);

  SharedMemory memory();

  /** Lets time pass, in whatever way that is done here. */
  void pass(Duration time);

  @Test
  default void aValueIsFoundUntilItIsRemoved() {
    memory().put("key", "a välue\nof “text”", LONG);
    assertThat(memory().get("key")).contains("a välue\nof “text”");
    memory().remove("key");
    assertThat(memory().get("key")).isEmpty();
    memory().remove("key");
  }

  @Test
  default void aLaterValueReplacesAnEarlierOneAndItsLife() {
    memory().put("key", "one", Duration.ofMillis(50));
    memory().put("key", "two", LONG);
    pass(Duration.ofMillis(60));
    assertThat(memory().get("key")).contains("two");
  }

  @Test
  default void aValueIsGoneWhenItsTimeIsOver() {
    memory().put("short", "", Duration.ofMillis(50));
    memory().put("long", "value", LONG);
    pass(Duration.ofMillis(60));
    assertThat(memory().get("short")).isEmpty();
    assertThat(memory().get("long")).contains("value");
  }

  @Test
  default void aCounterCountsWithinItsWindowOnly() {
    // Longer than any run of this test, so that it does not end meanwhile but every 7 days.
    assertThat(memory().increment("counter", SharedMemory.LONGEST_LIFE).count()).isOne();
    assertThat(memory().increment("counter", SharedMemory.LONGEST_LIFE).count()).isEqualTo(2);
    assertThat(memory().increment("other", SharedMemory.LONGEST_LIFE).count()).isOne();
  }

  @Test
  default void aCounterBeginsAnewWithTheNextWindow() {
    Duration window = Duration.ofMillis(200);
    for (int call = 0; call < 3; call++) {
      memory().increment("counter", window);
    }
    pass(memory().increment("counter", window).left());
    assertThat(memory().increment("counter", window).count()).isOne();
  }

  @Test
  default void aTallySaysHowMuchOfTheWindowIsLeft() {
    assertThat(memory().increment("counter", LONG).left()).isPositive().isLessThanOrEqualTo(LONG);
  }

  @Test
  default void whoListensHearsOneChannelUntilHeStops() {
    List<String> heard = new CopyOnWriteArrayList<>();
    SharedMemory.Subscription subscription = memory().subscribe("channel", heard::add);
    memory().publish("channel", "one and  two ");
    memory().mention("channel", "three");
    memory().publish("other", "nothing");
    subscription.end();
    subscription.end();
    memory().publish("channel", "four");
    assertThat(heard).containsExactly("one and  two ", "three");
  }

  @Test
  default void aListenerThatFailsHarmsNoOther() {
    List<String> heard = new CopyOnWriteArrayList<>();
    memory()
        .subscribe(
            "channel",
            message -> {
              throw new IllegalStateException("for this test");
            });
    memory().subscribe("channel", heard::add);
    memory().publish("channel", "message");
    assertThat(heard).containsExactly("message");
  }

  @Test
  default void theLargestFits() {
    String key = "k".repeat(SharedMemory.LONGEST_NAME);
    String value = "ä".repeat(SharedMemory.LARGEST_VALUE);
    memory().put(key, value, SharedMemory.LONGEST_LIFE);
    assertThat(memory().get(key)).contains(value);
    List<String> heard = new CopyOnWriteArrayList<>();
    memory().subscribe(key, heard::add);
    memory().publish(key, "m".repeat(SharedMemory.LARGEST_MESSAGE));
    assertThat(heard).hasSize(1);
  }

  @Test
  default void whatIsLargerIsRefused() {
    String name = "k".repeat(SharedMemory.LONGEST_NAME + 1);
    String value = "v".repeat(SharedMemory.LARGEST_VALUE + 1);
    String message = "m".repeat(SharedMemory.LARGEST_MESSAGE + 1);
    Duration life = SharedMemory.LONGEST_LIFE.plusMillis(1);
    refused(() -> memory().get(name));
    refused(() -> memory().get(""));
    refused(() -> memory().get("a b"));
    refused(() -> memory().put(name, "value", LONG));
    refused(() -> memory().put("key", value, LONG));
    refused(() -> memory().put("key", "value", life));
    refused(() -> memory().put("key", "value", Duration.ZERO));
    refused(() -> memory().remove(name));
    refused(() -> memory().increment(name, LONG));
    refused(() -> memory().increment("counter", life));
    refused(() -> memory().publish(name, "message"));
    refused(() -> memory().publish("channel", message));
    refused(() -> memory().mention(name, "message"));
    refused(() -> memory().mention("channel", message));
    refused(() -> memory().subscribe("a\nb", heard -> {}));
  }

  private static void refused(Runnable call) {
    assertThatIllegalArgumentException().isThrownBy(call::run);
  }
}
