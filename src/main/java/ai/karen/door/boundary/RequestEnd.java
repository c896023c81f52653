package ai.karen.door.boundary;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Does something when a suspended request is over, however it ended.
 *
 * @param action may run more than once
 */
public record RequestEnd(Runnable action) implements AsyncListener {

  @Override
  public void onComplete(AsyncEvent event) {
    action.run();
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
