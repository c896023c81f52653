package ai.karen.chat.boundary;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Does something when a response is complete, whatever completed it. */
record Completion(Runnable action) implements AsyncListener {

  @Override
  public void onComplete(AsyncEvent event) {
    action.run();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // The container completes the response next.
  }

  @Override
  public void onError(AsyncEvent event) {
    action.run();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
