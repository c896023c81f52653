package ai.karen.provider.control;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts one provider's calls under way, up to a limit, so that a slow one can't take what the
 * others need. Thread-safe.
 */
final class Concurrency {
  private final int most;
  private final AtomicInteger underWay = new AtomicInteger();

  Concurrency(int most) {
    this.most = most;
  }

  /** Each one taken is given back exactly once. */
  boolean take() {
    return underWay.getAndUpdate(calls -> calls < most ? calls + 1 : calls) < most;
  }

  void giveBack() {
    underWay.decrementAndGet();
  }

  boolean isExhausted() {
    return underWay.get() >= most;
  }

  int underWay() {
    return underWay.get();
  }
}
