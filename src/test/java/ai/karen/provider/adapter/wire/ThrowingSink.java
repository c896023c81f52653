package ai.karen.provider.adapter.wire;

import java.util.concurrent.Flow;

/** Can't bear events. */
final class ThrowingSink implements EventSink {
  private final EventSink inner;

  ThrowingSink(EventSink inner) {
    this.inner = inner;
  }

  @Override
  public void onStart(Flow.Subscription demand) {
    inner.onStart(demand);
  }

  @Override
  public void onEvent(String name, String data) {
    throw new IllegalStateException("no");
  }

  @Override
  public void onEnd() {
    inner.onEnd();
  }

  @Override
  public void onFailure(Throwable failure) {
    inner.onFailure(failure);
  }
}
