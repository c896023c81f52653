package ai.karen.admission.boundary;

import ai.karen.admission.control.Passage;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;

/** Ends a passage with its request, however that ends. */
final class PassageEnd implements AsyncListener {
  private final Passage passage;

  PassageEnd(Passage passage) {
    this.passage = passage;
  }

  /** The answer may have been complete before anybody could listen. */
  static void of(Passage passage, ServletRequest request) {
    try {
      request.getAsyncContext().addListener(new PassageEnd(passage));
    } catch (IllegalStateException ended) {
      passage.end();
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    passage.end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // The container completes the request next, and onComplete ends the passage.
  }

  @Override
  public void onError(AsyncEvent event) {
    // As with a timeout.
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
