package ai.karen.provider.adapter.wire;

import java.util.concurrent.Flow;

/**
 * Takes server-sent events one after the other. The last call is {@link #onEnd} or {@link
 * #onFailure}; neither comes after a cancellation. Nothing here may block.
 */
public interface EventSink {

  /** The stream is open; no event comes before {@code demand.request}. */
  void onStart(Flow.Subscription demand);

  /**
   * Takes one event.
   *
   * @param name {@code message} where the stream gave none
   * @param data the data lines joined by line feeds
   */
  void onEvent(String name, String data);

  /** No further event is there right now; more are asked of the peer. */
  default void onLull() {}

  /** The peer closed the stream properly, and every event was taken. */
  void onEnd();

  /**
   * The stream broke, after the events that came before were taken.
   *
   * @param failure what the body's publisher or the reader found
   */
  void onFailure(Throwable failure);
}
