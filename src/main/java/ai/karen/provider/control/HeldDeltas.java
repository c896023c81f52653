package ai.karen.provider.control;

import ai.karen.provider.entity.Delta;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * The beginning of an answer, held back until it is known who answers, and then handed over before
 * anything else. Demand beyond it goes on to the provider. Invariant: the provider owes nothing
 * while something is held, so the two never overtake each other.
 */
final class HeldDeltas implements Flow.Subscription {
  private final Queue<Delta> held = new ArrayDeque<>();
  private final CompletableFuture<Void> handedOver = new CompletableFuture<>();
  private final Flow.Subscription provider;
  private volatile DeltaReceiver receiver;
  private long demand;
  private boolean handing;

  HeldDeltas(Flow.Subscription provider) {
    this.provider = provider;
  }

  synchronized void add(Delta delta) {
    held.add(delta);
  }

  synchronized int size() {
    return held.size();
  }

  /** One more piece for the beginning. */
  void requestFromProvider() {
    provider.request(1);
  }

  CompletionStage<Void> handedOver() {
    return handedOver;
  }

  void handTo(DeltaReceiver newReceiver) {
    receiver = newReceiver;
    newReceiver.onStart(this);
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
      if (isLast()) {
        receiver.onLull();
      }
    }
  }

  @Override
  public void cancel() {
    provider.cancel();
    handedOver.complete(null);
  }

  private synchronized boolean isLast() {
    return held.isEmpty();
  }

  private Delta next() {
    long beyond;
    synchronized (this) {
      if (demand > 0 && !held.isEmpty()) {
        demand--;
        return held.remove();
      }
      handing = false;
      beyond = demand;
      if (!held.isEmpty()) {
        return null;
      }
      demand = 0;
    }
    handedOver.complete(null);
    if (beyond > 0) {
      provider.request(beyond);
    }
    return null;
  }
}
