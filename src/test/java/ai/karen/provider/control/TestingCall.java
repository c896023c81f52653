package ai.karen.provider.control;

import ai.karen.provider.entity.Delta;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderOutage;
import ai.karen.provider.entity.ProviderRefusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** One call to a {@link TestingProvider}, which the test answers. */
final class TestingCall implements Flow.Subscription {
  final Call call;
  final CompletableFuture<Void> end = new CompletableFuture<>();
  private final DeltaReceiver receiver;
  private boolean begun;
  private long requested;

  TestingCall(Call call, DeltaReceiver receiver) {
    this.call = call;
    this.receiver = receiver;
  }

  /** The connection stands, but nothing was said. */
  TestingCall begin() {
    begun = true;
    receiver.onStart(this);
    return this;
  }

  TestingCall say(Delta... deltas) {
    if (!begun) {
      begin();
    }
    for (Delta delta : deltas) {
      if (requested < 1) {
        throw new AssertionError("nobody asked for " + delta.line());
      }
      requested--;
      receiver.onDelta(delta);
    }
    return this;
  }

  TestingCall say(String text) {
    return say(Deltas.token(text));
  }

  /** A whole answer in the shape that was asked for. */
  void answer(String text) {
    List<Delta> pieces =
        call.streaming()
            ? List.of(Deltas.role(), Deltas.token(text), Deltas.last())
            : List.of(Deltas.whole(text));
    new ListedDeltas(pieces, receiver, end).start();
  }

  void finish() {
    end.complete(null);
  }

  void fail(Throwable failure) {
    end.completeExceptionally(failure);
  }

  void breaks() {
    fail(ProviderOutage.unreachable("connection reset"));
  }

  void breaksMidAnswer() {
    fail(ProviderOutage.brokenStream("cut"));
  }

  void refuses(FailureKind kind, int status) {
    fail(new ProviderRefusal(kind, status, null, "the vendor's own words", null));
  }

  void slowDown(Duration retryAfter) {
    fail(new ProviderRefusal(FailureKind.RATE_LIMITED, 429, null, "slow down", retryAfter));
  }

  /** How many pieces are asked for and not said yet. */
  long requested() {
    return requested;
  }

  /** Why the call was taken back; null when it was not. */
  ProviderFailure takenBackFor() {
    ProviderFailure[] reason = new ProviderFailure[1];
    call.cancellation().onCancel(why -> reason[0] = why);
    return reason[0];
  }

  @Override
  public void request(long count) {
    requested += count;
  }

  @Override
  public void cancel() {
    requested = 0;
  }
}
