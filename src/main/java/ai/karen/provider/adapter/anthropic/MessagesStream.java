package ai.karen.provider.adapter.anthropic;

import ai.karen.provider.adapter.wire.EventSink;
import ai.karen.provider.adapter.wire.VendorErrors;
import ai.karen.provider.adapter.wire.WireJson;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.entity.Delta;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderOutage;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Hands a stream of the Messages API on as pieces of a chat completion, and tells a whole stream
 * from a broken one. Events come one after the other, so that nothing here needs a lock.
 */
final class MessagesStream implements EventSink {
  /** Events that may be unreadable; with one more the stream counts as broken. */
  private static final int MOST_MALFORMED = 10;

  private final DeltaReceiver receiver;
  private final VendorErrors errors;
  private final ChunkTranslation translation;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile boolean started;
  private volatile boolean finished;
  private boolean spoken;
  private int malformed;
  private Flow.Subscription events;

  MessagesStream(DeltaReceiver receiver, VendorErrors errors, ChunkTranslation translation) {
    this.receiver = receiver;
    this.errors = errors;
    this.translation = translation;
  }

  /** Whether the vendor answered with a stream at all. */
  boolean hasStarted() {
    return started;
  }

  /** Completes when the answer is whole; fails with what went wrong. */
  CompletionStage<Void> end() {
    return end;
  }

  /** The exchange failed or was taken back; an answer that was finished by then is whole. */
  void fail(Throwable failure) {
    if (finished) {
      end.complete(null);
    } else {
      end.completeExceptionally(failure);
    }
  }

  @Override
  public void onStart(Flow.Subscription demand) {
    started = true;
    events = demand;
    receiver.onStart(demand);
  }

  @Override
  public void onEvent(String name, String data) {
    if (end.isDone()) {
      events.request(1);
    } else {
      WireJson.object(data).ifPresentOrElse(this::take, this::skipMalformed);
    }
  }

  @Override
  public void onLull() {
    receiver.onLull();
  }

  @Override
  public void onEnd() {
    fail(
        spoken
            ? ProviderOutage.brokenStream("the stream was closed mid-answer")
            : ProviderOutage.unreachable("the stream was closed before it said anything"));
  }

  @Override
  public void onFailure(Throwable failure) {
    fail(spoken ? ProviderOutage.brokenStream(failure.getMessage()) : failure);
  }

  private void take(JsonObject event) {
    Optional<ProviderFailure> error = errors.inside(event);
    if (error.isPresent()) {
      events.cancel();
      fail(spoken ? error.get().midAnswer() : error.get());
      return;
    }
    Optional<JsonObject> chunk = translation.chunk(event);
    finished = translation.isFinished();
    chunk.ifPresent(this::hand);
    if (translation.isStopped()) {
      onEnd();
    }
    if (chunk.isEmpty() || end.isDone()) {
      events.request(1); // to the end of the body, so that the connection can be used again
    }
  }

  private void hand(JsonObject chunk) {
    Delta delta = Delta.of(chunk);
    spoken = spoken || delta.carriesToken();
    receiver.onDelta(delta);
  }

  private void skipMalformed() {
    malformed++;
    receiver.onMalformed();
    if (malformed > MOST_MALFORMED) {
      events.cancel();
      fail(ProviderOutage.brokenStream("more than " + MOST_MALFORMED + " unreadable events"));
    } else {
      events.request(1);
    }
  }
}
