package ai.karen.provider.adapter.wire;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Collects a body as UTF-8 text up to a limit. */
final class BoundedText implements BodySubscriber<String> {
  private final int limit;
  private final boolean cutting;
  private final CompletableFuture<String> text = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Flow.Subscription upstream;

  private BoundedText(int limit, boolean cutting) {
    this.limit = limit;
    this.cutting = cutting;
  }

  /** The whole body, or a failure where it is longer. */
  static BoundedText whole(int limit) {
    return new BoundedText(limit, false);
  }

  /** The beginning of the body; the rest is not read. */
  static BoundedText beginning(int limit) {
    return new BoundedText(limit, true);
  }

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    upstream = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    buffers.forEach(this::keep);
    if (text.isDone()) {
      upstream.cancel();
    } else {
      upstream.request(1);
    }
  }

  @Override
  public void onError(Throwable broken) {
    text.completeExceptionally(broken);
  }

  @Override
  public void onComplete() {
    text.complete(read());
  }

  private void keep(ByteBuffer buffer) {
    byte[] chunk = new byte[Math.min(buffer.remaining(), limit - bytes.size())];
    buffer.get(chunk);
    bytes.writeBytes(chunk);
    if (buffer.hasRemaining()) {
      overflow();
    }
  }

  private void overflow() {
    if (cutting) {
      text.complete(read());
    } else {
      text.completeExceptionally(
          new TooLongException("the answer is longer than " + limit + " bytes"));
    }
  }

  private String read() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
