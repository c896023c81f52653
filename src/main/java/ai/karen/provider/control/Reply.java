package ai.karen.provider.control;

import ai.karen.provider.entity.Usage;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** An answer that has begun: its first token is there. Thread-safe. */
public interface Reply {

  /** Who answers. */
  String provider();

  /** The model that really answers, as the provider names it. */
  String model();

  /** Calls that have gone out so far. */
  int attempts();

  /** Whether another than the first choice answers. */
  boolean isDegraded();

  /** What did not go as on a good day, in single words for the caller; empty on a good day. */
  default List<String> degradations() {
    return isDegraded() ? List.of("provider") : List.of();
  }

  /** Whether the caller's model name was not known, so that the chain's own models stand in. */
  boolean isSubstituted();

  /** How the answer came about so far: provider, chain, degraded, attempts. */
  JsonObject provenance();

  /** What the answer cost, as the providers counted it so far; nothing where they did not say. */
  default Usage usage() {
    return Usage.NONE;
  }

  /**
   * Hands over the answer; to be called once.
   *
   * @return completes when the answer is whole and was handed over; fails with a {@link
   *     ai.karen.provider.entity.ProviderFailure} when it broke
   */
  CompletionStage<Void> deliver(DeltaReceiver receiver);
}
