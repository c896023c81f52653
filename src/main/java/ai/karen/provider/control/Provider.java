package ai.karen.provider.control;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Somebody who can answer. Thread-safe; nothing blocks. Adapters report trouble only as a failed
 * stage with a {@link ai.karen.provider.entity.ProviderFailure}; they neither retry nor time out,
 * which is the chain's part.
 */
public interface Provider {

  /** The id of the built-in responder that answers when nobody else can. */
  String LAST_RESORT = "extractive";

  /** The name in configuration, chains, headers and metrics. */
  String id();

  /** What the operator configured, and whether that is enough to be asked. */
  ProviderProfile profile();

  /**
   * Asks once. Fails before the first piece with what went wrong, and after it with a broken
   * stream; a stream that closes after {@code finish_reason} without {@code [DONE]} is complete.
   *
   * @return completes when the answer is whole and its last piece was taken
   */
  CompletionStage<Void> chat(Call call, DeltaReceiver receiver);

  /**
   * Embeds by this provider's own model.
   *
   * @param body an embeddings request in OpenAI's shape with the provider's model in {@code model}
   * @return OpenAI's answer
   */
  CompletionStage<JsonObject> embed(JsonObject body, Cancellation cancellation);

  /** The models it lists now; a call that costs nothing. */
  CompletionStage<List<String>> models(Cancellation cancellation);
}
