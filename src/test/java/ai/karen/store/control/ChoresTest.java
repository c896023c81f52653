package ai.karen.store.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.conversation.control.TestingStoreThreads;
import ai.karen.timing.control.TestingTimer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What has to be done again and again is, whatever became of it the time before. */
class ChoresTest {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofHours(1);

  private final TestingTimer timer = new TestingTimer();
  private final Chores chores = new Chores(new TestingStoreThreads(), timer);
  private final AtomicInteger times = new AtomicInteger();

  @Test
  void theFirstTimeComesAfterAPauseOfItsOwn() {
    chores.every(SOON, PAUSE, "late", times::incrementAndGet);
    assertThat(times).hasValue(0);

    timer.advance(SOON);
    assertThat(times).hasValue(1);
    timer.advance(PAUSE.minusNanos(1));
    assertThat(times).hasValue(1);
    timer.advance(Duration.ofNanos(1));
    assertThat(times).hasValue(2);
  }

  @Test
  void anOutageDoesNotEndIt() {
    fails(new StoreUnavailable("The database is away", SOON, null));
  }

  @Test
  void aDefectDoesNotEndIt() {
    fails(new IllegalStateException("a defect"));
  }

  private void fails(RuntimeException failure) {
    chores.every(
        PAUSE,
        "late",
        () -> {
          times.incrementAndGet();
          throw failure;
        });

    timer.advance(PAUSE);
    timer.advance(PAUSE);

    assertThat(times).hasValue(2);
  }
}
