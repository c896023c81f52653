package ai.karen.chat.boundary;

import jakarta.ws.rs.container.AsyncResponse;
import java.util.function.Consumer;

/**
 * Where the answer to one request goes, once. May block for as long as its client takes to read.
 */
interface Outlet {

  void answer(WholeCompletion.Answer answer);

  void fail(Throwable failure);

  /** The same, which tells of a failure before it goes there. */
  default Outlet telling(Consumer<Throwable> listener) {
    Outlet plain = this;
    return new Outlet() {
      @Override
      public void answer(WholeCompletion.Answer answer) {
        plain.answer(answer);
      }

      @Override
      public void fail(Throwable failure) {
        try {
          listener.accept(failure);
        } finally {
          plain.fail(failure);
        }
      }
    };
  }

  static Outlet of(AsyncResponse response) {
    return new Outlet() {
      @Override
      public void answer(WholeCompletion.Answer answer) {
        response.resume(answer.response());
      }

      @Override
      public void fail(Throwable failure) {
        response.resume(failure);
      }
    };
  }
}
