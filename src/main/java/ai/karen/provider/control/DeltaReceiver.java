package ai.karen.provider.control;

import ai.karen.provider.entity.Delta;
import ai.karen.provider.entity.Usage;
import java.util.concurrent.Flow;

/**
 * Takes an answer piece by piece. The calls come one after the other, and a piece comes only when
 * it was requested. The end of the answer is told by the stage that {@link Provider#chat} returned,
 * after the last piece was taken.
 */
public interface DeltaReceiver {

  /** The provider has begun to answer; nothing comes before {@code demand.request}. */
  void onStart(Flow.Subscription demand);

  /** Takes one piece. Must not block. */
  void onDelta(Delta delta);

  /**
   * No further piece is there right now: whoever collects pieces to write them together writes them
   * now. Comes between two pieces, like a piece. Must not block.
   */
  default void onLull() {}

  /** The provider told the tokens in a piece that is not for the caller, who did not ask for it. */
  default void onUsage(Usage usage) {}

  /** The provider sent something that can't be read, in the place of a piece. Must not block. */
  default void onMalformed() {}
}
