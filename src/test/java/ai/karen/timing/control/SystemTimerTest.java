package ai.karen.timing.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemTimerTest {
  private final SystemTimer timer = new SystemTimer(new TestingThreads());

  @AfterEach
  void stop() {
    timer.stop();
  }

  @Test
  void r1RunsAnActionOnce() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    timer.schedule(Duration.ZERO, ran::countDown);
    assertThat(ran.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void r1AFailingActionHarmsNoOther() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    for (int time = 0; time < 5; time++) {
      timer.schedule(Duration.ZERO, SystemTimerTest::fail);
    }
    timer.schedule(Duration.ofMillis(1), ran::countDown);
    assertThat(ran.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCancelledActionLeavesNothingBehind() {
    timer.schedule(Duration.ofDays(1), () -> {}).cancel();
    assertThat(timer.waiting()).isZero();
  }

  @Test
  void timeoutsThatAreDueTogetherShareATurn() {
    for (int count = 0; count < 1_000; count++) {
      timer.schedule(Duration.ofMinutes(2), () -> {});
    }
    assertThat(timer.waiting()).isLessThan(100);
  }

  @Test
  void oneOfATurnIsTakenBackAndTheOthersRun() throws InterruptedException {
    CountDownLatch others = new CountDownLatch(9);
    AtomicInteger takenBack = new AtomicInteger();
    for (int count = 0; count < 9; count++) {
      Timer.Timeout timeout = timer.schedule(Duration.ofMillis(200), takenBack::incrementAndGet);
      timer.schedule(Duration.ofMillis(200), others::countDown);
      timeout.cancel();
    }
    assertThat(others.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(takenBack).hasValue(0);
  }

  @Test
  void anActionIsNeverEarly() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    long start = timer.nanoTime();
    timer.schedule(Duration.ofMillis(300), ran::countDown);
    assertThat(ran.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(Duration.ofNanos(timer.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void r1NothingRunsAfterTheStop() {
    timer.stop();
    assertThatCode(() -> timer.schedule(Duration.ZERO, () -> {})).doesNotThrowAnyException();
    assertThat(timer.waiting()).isZero();
  }

  @Test
  void bearsAnEndlessDelay() {
    timer.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> {});
    assertThat(timer.waiting()).isOne();
  }

  private static void fail() {
    throw new IllegalStateException("on purpose");
  }

  private static class TestingThreads implements ManagedThreadFactory {
    @Override
    public Thread newThread(Runnable action) {
      Thread thread = new Thread(action, "timer");
      thread.setDaemon(true);
      return thread;
    }

    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
      throw new UnsupportedOperationException();
    }
  }
}
