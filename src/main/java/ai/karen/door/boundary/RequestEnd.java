package ai.karen.door.boundary;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Does something once when a suspended request is over, however it ended and however often the
 * container tells. Thread-safe.
 */
public final class RequestEnd implements AsyncListener {
  private static final Runnable NOTHING = () -> {};

  private final AtomicReference<Runnable> action;

  public RequestEnd(Runnable action) {
    this.action = new AtomicReference<>(action);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    action.getAndSet(NOTHING).run();
  }

  @Override
  public void onError(AsyncEvent event) {
    // The container completes the request next.
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // The container completes the request next.
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
