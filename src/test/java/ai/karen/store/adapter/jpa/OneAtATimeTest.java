package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.store.control.DatabaseOutage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A change that never ends, because the disk keeps it, does not take the others with it. */
class OneAtATimeTest {
  private final OneAtATime changes = new OneAtATime(Duration.ofMillis(50));

  @Test
  void whoseTurnDoesNotComeIsRefused() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(() -> changes.run(() -> held(begun, end)));
    begun.await();

    assertThatThrownBy(() -> changes.run(() -> "second")).isInstanceOf(DatabaseOutage.class);
    end.countDown();

    assertThat(first.join()).isEqualTo("first");
    assertThat(changes.run(() -> "third")).isEqualTo("third");
  }

  private static String held(CountDownLatch begun, CountDownLatch end) {
    begun.countDown();
    try {
      end.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return "first";
  }
}
