package ai.karen.conversation.control;

import ai.karen.problem.entity.Causes;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.StoreUnavailable;
import java.util.function.BooleanSupplier;

/** What callers are told of a whole answer that was not kept, though its question was. */
final class Unkept {
  private static final int UNAVAILABLE = 503;

  private Unkept() {}

  /**
   * @param begun whether pieces of the answer were kept before
   */
  static Throwable told(Throwable failure, BooleanSupplier begun) {
    Throwable cause = Causes.of(failure);
    if (!isForWantOfStores(cause)) {
      return cause;
    }
    return begun.getAsBoolean() ? Refusals.answerKeptInPart() : Refusals.answerNotKept();
  }

  /** Of an answer that may be kept nobody can say that it is not. */
  private static boolean isForWantOfStores(Throwable cause) {
    boolean isOpen = cause instanceof StoreUnavailable lost && lost.isOpen();
    return !isOpen
        && cause instanceof ProblemException refusal
        && refusal.problem().status() == UNAVAILABLE;
  }
}
