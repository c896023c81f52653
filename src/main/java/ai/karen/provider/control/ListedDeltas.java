package ai.karen.provider.control;

import ai.karen.provider.entity.Delta;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Hands over pieces that are all there already, as they are asked for, and then completes the end.
 * Thread-safe.
 */
public final class ListedDeltas implements Flow.Subscription {
  private final Queue<Delta> left;
  private final DeltaReceiver receiver;
  private final CompletableFuture<Void> end;
  private long demand;
  private boolean handing;
  private boolean cancelled;

  public ListedDeltas(List<Delta> deltas, DeltaReceiver receiver, CompletableFuture<Void> end) {
    this.left = new ArrayDeque<>(deltas);
    this.receiver = receiver;
    this.end = end;
  }

  /** Hands over an answer that is there in one piece; completes when it was taken. */
  public static CompletionStage<Void> hand(
      Delta whole, DeltaReceiver receiver, Cancellation cancellation) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    cancellation.onCancel(end::completeExceptionally);
    new ListedDeltas(List.of(whole), receiver, end).start();
    return end;
  }

  public void start() {
    receiver.onStart(this);
  }

  /** A receiver may ask again from within {@code onDelta}; one loop serves all. */
  @Override
  public void request(long count) {
    synchronized (this) {
      demand = Demand.sum(demand, count);
      if (handing) {
        return;
      }
      handing = true;
    }
    for (Delta delta = next(); delta != null; delta = next()) {
      receiver.onDelta(delta);
    }
    receiver.onLull();
    if (isHandedOver()) {
      end.complete(null);
    }
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    left.clear();
  }

  private synchronized Delta next() {
    if (demand == 0 || left.isEmpty() || end.isDone()) {
      handing = false;
      return null;
    }
    demand--;
    return left.remove();
  }

  private synchronized boolean isHandedOver() {
    return left.isEmpty() && !cancelled;
  }
}
