package ai.karen.chat.boundary;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Does something when a response is complete, whatever completed it. */
record Completion(Runnable action) implements AsyncListener {

  /** Completes a response, unless the container was quicker, after an error of its own. */
  static void of(AsyncContext context) {
    try {
      context.complete();
    } catch (IllegalStateException completed) {
      // Then nothing is left to do.
    }
  }

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
