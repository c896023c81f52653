package ai.karen.door.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkThreadsTest {
  private static final int MANY = 100;

  private final WorkThreads threads = new WorkThreads(Thread::new);
  private final CountDownLatch parsed = new CountDownLatch(1);

  @AfterEach
  void stop() {
    parsed.countDown();
    threads.stop();
  }

  @Test
  void whateverIsAskedOfTheThreadsForLargeBodiesTheOthersAreFree() {
    for (int number = 0; number < MANY; number++) {
      threads.large().execute(this::parse);
    }

    CompletableFuture<Void> small = CompletableFuture.runAsync(() -> {}, threads);

    assertThat(small).succeedsWithin(Duration.ofSeconds(20));
  }

  private void parse() {
    try {
      parsed.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
