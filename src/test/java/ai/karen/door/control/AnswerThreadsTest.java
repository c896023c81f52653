package ai.karen.door.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerThreadsTest {
  private final AnswerThreads threads = new AnswerThreads(Thread::new);
  private final CountDownLatch reading = new CountDownLatch(1);

  @AfterEach
  void stop() {
    reading.countDown();
    threads.stop();
  }

  @Test
  void aWriteHappensOnTheThreadThatBringsTheAnswer() {
    assertThat(writer().join()).isEqualTo(Thread.currentThread());
  }

  @Test
  void whileTwoClientsDoNotReadOthersWritesHappenElsewhere() throws InterruptedException {
    stall();
    assertThat(writer().join()).isEqualTo(Thread.currentThread());
    stall();
    assertThat(writer().join()).isNotEqualTo(Thread.currentThread());
  }

  @Test
  void whatFollowsAWriteDoesNotKeepThePlace() {
    CompletableFuture<Thread> inner = new CompletableFuture<>();
    threads.write(() -> () -> threads.write(() -> () -> writer().thenAccept(inner::complete)));

    assertThat(inner.join()).isEqualTo(Thread.currentThread());
  }

  private CompletableFuture<Thread> writer() {
    CompletableFuture<Thread> writer = new CompletableFuture<>();
    threads.write(
        () -> {
          writer.complete(Thread.currentThread());
          return () -> {};
        });
    return writer;
  }

  /** One client that does not read, written to by a thread that carries answers. */
  private void stall() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    new Thread(
            () ->
                threads.write(
                    () -> {
                      begun.countDown();
                      await(reading);
                      return () -> {};
                    }))
        .start();
    begun.await();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
