package ai.karen.provider.adapter.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what it is told; asks for as much as it is told to. */
final class TestingSink implements EventSink {
  final List<String> events = new ArrayList<>();
  final CountDownLatch begun = new CountDownLatch(1);
  final CompletableFuture<Throwable> end = new CompletableFuture<>();
  private final long first;
  volatile Flow.Subscription demand;
  private final AtomicInteger calls = new AtomicInteger();

  private TestingSink(long first) {
    this.first = first;
  }

  static TestingSink greedy() {
    return new TestingSink(Long.MAX_VALUE);
  }

  static TestingSink patient() {
    return new TestingSink(0);
  }

  /** Ends and failures heard; never more than one. */
  int ends() {
    return calls.get();
  }

  @Override
  public void onStart(Flow.Subscription demand) {
    this.demand = demand;
    demand.request(first);
    begun.countDown();
  }

  @Override
  public synchronized void onEvent(String name, String data) {
    events.add(name + ":" + data);
  }

  @Override
  public void onEnd() {
    calls.incrementAndGet();
    end.complete(null);
  }

  @Override
  public void onFailure(Throwable failure) {
    calls.incrementAndGet();
    end.complete(failure);
  }
}
