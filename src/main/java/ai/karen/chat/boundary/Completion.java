package ai.karen.chat.boundary;

import jakarta.servlet.AsyncContext;

/** Completes a response, unless the container was quicker, after an error of its own. */
final class Completion {

  private Completion() {}

  static void of(AsyncContext context) {
    try {
      context.complete();
    } catch (IllegalStateException completed) {
      // Then nothing is left to do.
    }
  }
}
