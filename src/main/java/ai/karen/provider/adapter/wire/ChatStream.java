package ai.karen.provider.adapter.wire;

import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.entity.Delta;
import ai.karen.provider.entity.DeltaShape;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderOutage;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Makes pieces of an answer out of OpenAI-shaped events, and tells a whole stream from a broken
 * one. Events come one after the other, so that nothing here needs a lock.
 */
final class ChatStream implements EventSink {
  /** Events that may be unreadable; with one more the stream counts as broken. */
  static final int MOST_MALFORMED = 10;

  /** Pieces unlike those before, after which no likeness is looked for any more. */
  private static final int MOST_STRANGERS = 20;

  private static final String DONE = "[DONE]";

  private final DeltaReceiver receiver;
  private final VendorErrors errors;
  private final boolean usageIsOurs;
  private final ChoiceTracker choices;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile boolean started;
  private boolean spoken;
  private Optional<DeltaShape> shape = Optional.empty();
  private int strangers;
  private int malformed;
  private Flow.Subscription events;

  ChatStream(DeltaReceiver receiver, VendorErrors errors) {
    this(receiver, errors, false, 1);
  }

  /**
   * @param usageIsOurs whether the piece with the tokens was asked for by the engine and not by the
   *     caller, who then does not get it
   * @param choicesWanted the answers to choose from that were asked for
   */
  ChatStream(DeltaReceiver receiver, VendorErrors errors, boolean usageIsOurs, int choicesWanted) {
    this.receiver = receiver;
    this.errors = errors;
    this.usageIsOurs = usageIsOurs;
    this.choices = new ChoiceTracker(choicesWanted);
  }

  /** Whether the provider answered with a stream at all. */
  boolean hasStarted() {
    return started;
  }

  /** Completes when the answer is whole; fails with what went wrong. */
  CompletionStage<Void> end() {
    return end;
  }

  /** The exchange failed outside the stream, or was taken back; what is whole stays whole. */
  void fail(Throwable failure) {
    if (choices.isWhole()) {
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
    if (end.isDone() || data.isBlank()) {
      skip();
    } else if (data.strip().equals(DONE)) {
      done();
    } else {
      shape.flatMap(known -> known.match(data)).ifPresentOrElse(this::pass, () -> read(data));
    }
  }

  @Override
  public void onLull() {
    receiver.onLull();
  }

  @Override
  public void onEnd() {
    fail(closedEarly());
  }

  @Override
  public void onFailure(Throwable failure) {
    fail(spoken ? ProviderOutage.brokenStream(failure.getMessage()) : failure);
  }

  private void read(String data) {
    WireJson.object(data).ifPresentOrElse(json -> take(json, data), this::skipMalformed);
  }

  private void pass(Delta delta) {
    strangers = 0;
    spoken = spoken || delta.carriesToken();
    receiver.onDelta(delta);
  }

  private void take(JsonObject json, String data) {
    Optional<ProviderFailure> error = errors.inside(json);
    if (error.isPresent()) {
      giveUp(spoken ? error.get().midAnswer() : error.get());
      return;
    }
    choices.see(json);
    boolean isOneLine = data.indexOf('\n') < 0;
    Delta delta = new Delta(json, isOneLine ? data : null);
    if (isOneLine && strangers < MOST_STRANGERS) {
      strangers++;
      shape = DeltaShape.of(json, data).or(() -> shape);
    }
    spoken = spoken || delta.carriesToken();
    if (usageIsOurs && delta.closes() && delta.usage().isPresent()) {
      receiver.onUsage(delta.usage().get());
      skip();
    } else {
      receiver.onDelta(delta);
    }
  }

  /** The connection is read to its end, so that it can be used again. */
  private void done() {
    if (spoken || choices.isFinished()) {
      end.complete(null);
    } else {
      fail(ProviderOutage.unreachable("a stream without an answer"));
    }
    skip();
  }

  private void skipMalformed() {
    malformed++;
    receiver.onMalformed();
    if (malformed > MOST_MALFORMED) {
      giveUp(ProviderOutage.brokenStream("more than " + MOST_MALFORMED + " unreadable events"));
    } else {
      skip();
    }
  }

  private void giveUp(ProviderFailure failure) {
    events.cancel();
    fail(failure);
  }

  private void skip() {
    events.request(1);
  }

  private ProviderFailure closedEarly() {
    return spoken
        ? ProviderOutage.brokenStream("the stream was closed mid-answer")
        : ProviderOutage.unreachable("the stream was closed before it said anything");
  }
}
