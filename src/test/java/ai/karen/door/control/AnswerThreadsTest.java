package ai.karen.door.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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

  @Test
  void asManyClientsAsThereAreThreadsAreWrittenToAtOnce() throws InterruptedException {
    stallElsewhere(AnswerThreads.MOST - 1);

    CompletableFuture<Thread> writer = new CompletableFuture<>();
    threads.execute(() -> writer.complete(Thread.currentThread()));

    assertThat(writer.join()).isNotEqualTo(Thread.currentThread());
  }

  @Test
  void withOneMoreAnAnswerWaitsAndIsWrittenLater() throws InterruptedException {
    stallElsewhere(AnswerThreads.MOST);

    CompletableFuture<Thread> writer = new CompletableFuture<>();
    threads.execute(() -> writer.complete(Thread.currentThread()));

    assertThat(writer).isNotDone();
    reading.countDown();
    assertThat(writer.join()).isNotEqualTo(Thread.currentThread());
  }

  @Test
  void aThreadThatIsIdleIsUsedAgain() throws InterruptedException {
    Set<Thread> writers = ConcurrentHashMap.newKeySet();
    for (int answer = 0; answer < 100; answer++) {
      CountDownLatch written = new CountDownLatch(1);
      threads.execute(
          () -> {
            writers.add(Thread.currentThread());
            written.countDown();
          });
      written.await();
    }

    assertThat(writers).hasSizeLessThan(50);
  }

  private void stallElsewhere(int clients) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(clients);
    for (int client = 0; client < clients; client++) {
      threads.execute(
          () -> {
            begun.countDown();
            await(reading);
          });
    }
    begun.await();
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
