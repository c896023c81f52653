package ai.karen.store.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.health.control.TestingClock;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.control.SharedMemoryContract;
import ai.karen.timing.control.TestingTimer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocalMemoryTest implements SharedMemoryContract {
  private final TestingTimer timer = new TestingTimer();
  private final TestingClock clock = new TestingClock();
  private final LocalMemory memory = new LocalMemory(timer, clock);

  @Override
  public SharedMemory memory() {
    return memory;
  }

  @Override
  public void pass(Duration time) {
    timer.advance(time);
    clock.advance(time);
  }

  @Test
  void requirement1ValuesAreFewAndThoseNotAskedForGoFirst() {
    for (int number = 0; number < Shelf.MOST_VALUES; number++) {
      memory.put("key" + number, "value", LONG);
    }
    memory.get("key0");
    memory.put("one-more", "value", LONG);
    assertThat(memory.get("key0")).isPresent();
    assertThat(memory.get("key1")).isEmpty();
    assertThat(memory.get("one-more")).isPresent();
  }

  @Test
  void requirement1ValuesAreSmallTogether() {
    String value = "v".repeat(SharedMemory.LARGEST_VALUE);
    long most = Shelf.MOST_CHARACTERS / value.length();
    for (int number = 0; number <= most; number++) {
      memory.put("key" + number, value, LONG);
    }
    assertThat(memory.get("key0")).isEmpty();
    assertThat(memory.get("key" + most)).isPresent();
  }

  @Test
  void requirement1CountersAreFew() {
    for (int number = 0; number < Counters.MOST; number++) {
      memory.increment("counter" + number, LONG);
    }
    memory.increment("counter0", LONG);
    memory.increment("one-more", LONG);
    assertThat(memory.increment("counter0", LONG).count()).isEqualTo(3);
    assertThat(memory.increment("counter1", LONG).count()).isOne();
  }

  @Test
  void requirement2WindowsFollowTheClock() {
    clock.advance(Duration.ofSeconds(42));
    assertThat(memory.increment("counter", LONG).left()).isEqualTo(Duration.ofSeconds(18));
    clock.advance(Duration.ofSeconds(18));
    assertThat(memory.increment("counter", LONG).left()).isEqualTo(LONG);
  }
}
