package ai.karen.door.boundary;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Hears when a suspended request is over, however it ended; perhaps more than once. */
abstract class RequestEnd implements AsyncListener {

  abstract void ended();

  @Override
  public void onComplete(AsyncEvent event) {
    ended();
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
