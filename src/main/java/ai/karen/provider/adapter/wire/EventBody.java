package ai.karen.provider.adapter.wire;

import ai.karen.provider.entity.ProviderFailure;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** A body that goes to an {@link EventSink}; complete when the sink has taken the last event. */
final class EventBody implements BodySubscriber<String> {
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final EventReader reader;

  /**
   * A body for one sink.
   *
   * @param translation makes a provider's failure of what breaks a stream
   */
  EventBody(EventSink sink, Function<Throwable, ProviderFailure> translation) {
    this.reader = new EventReader(new Ending(sink, translation));
  }

  void cancel() {
    reader.cancel();
  }

  @Override
  public CompletionStage<String> getBody() {
    return end;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    reader.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    reader.onNext(buffers);
  }

  @Override
  public void onError(Throwable broken) {
    reader.onError(broken);
  }

  @Override
  public void onComplete() {
    reader.onComplete();
  }

  private final class Ending implements EventSink {
    private final EventSink sink;
    private final Function<Throwable, ProviderFailure> translation;

    Ending(EventSink sink, Function<Throwable, ProviderFailure> translation) {
      this.sink = sink;
      this.translation = translation;
    }

    @Override
    public void onStart(Flow.Subscription demand) {
      sink.onStart(demand);
    }

    @Override
    public void onEvent(String name, String data) {
      sink.onEvent(name, data);
    }

    @Override
    public void onLull() {
      sink.onLull();
    }

    @Override
    public void onEnd() {
      sink.onEnd();
      end.complete("");
    }

    @Override
    public void onFailure(Throwable broken) {
      ProviderFailure failure = translation.apply(broken);
      sink.onFailure(failure);
      end.completeExceptionally(failure);
    }
  }
}
