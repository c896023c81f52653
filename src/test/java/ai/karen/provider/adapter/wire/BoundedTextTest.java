package ai.karen.provider.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BoundedTextTest {
  private static final int LIMIT = 64 * 1024;

  private final AtomicBoolean cancelled = new AtomicBoolean();

  @Test
  void anErrorIsKeptWholeUpToItsLimit() {
    BoundedText text = received(BoundedText.beginning(LIMIT), LIMIT);

    assertThat(cancelled).as("it is read to its end").isFalse();
    text.onComplete();
    assertThat(text.getBody().toCompletableFuture().join()).hasSize(LIMIT);
  }

  @Test
  void ofOneThatIsAByteLongerTheBeginningIsKeptAndTheRestNotRead() {
    BoundedText text = received(BoundedText.beginning(LIMIT), LIMIT + 1);

    assertThat(text.getBody().toCompletableFuture().join()).hasSize(LIMIT);
    assertThat(cancelled).isTrue();
  }

  @Test
  void anAnswerIsReadUpToItsLimit() {
    BoundedText text = received(BoundedText.whole(LIMIT), LIMIT);
    text.onComplete();

    assertThat(text.getBody().toCompletableFuture().join()).hasSize(LIMIT);
  }

  @Test
  void oneThatIsAByteLongerIsNone() {
    BoundedText text = received(BoundedText.whole(LIMIT), LIMIT + 1);

    assertThat(text.getBody().toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("longer than " + LIMIT + " bytes");
    assertThat(cancelled).isTrue();
  }

  private BoundedText received(BoundedText text, int size) {
    text.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {
            // All of it comes at once.
          }

          @Override
          public void cancel() {
            cancelled.set(true);
          }
        });
    text.onNext(List.of(ByteBuffer.wrap("x".repeat(size).getBytes(StandardCharsets.US_ASCII))));
    return text;
  }
}
