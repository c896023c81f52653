package ai.karen.provider.control;

import jakarta.json.JsonObject;
import java.util.Objects;

/**
 * One question to one provider.
 *
 * @param body a chat-completions request in OpenAI's shape with the provider's own model in {@code
 *     model}; whatever else it holds is passed on as it is
 * @param streaming whether the answer is wanted piece by piece
 * @param continuing whether the last message is the beginning of the answer, to be gone on with
 * @param cancellation ends the call: the provider's connection is closed at once, no further piece
 *     comes, and the stage fails with the given reason
 */
public record Call(
    JsonObject body, boolean streaming, boolean continuing, Cancellation cancellation) {

  public Call {
    Objects.requireNonNull(body);
    Objects.requireNonNull(cancellation);
  }

  /** From the question's beginning. */
  public Call(JsonObject body, boolean streaming, Cancellation cancellation) {
    this(body, streaming, false, cancellation);
  }

  /** Whether one answer is wanted, and not several to choose from. */
  public boolean isSingle() {
    return Choices.wanted(body) == 1;
  }

  public String model() {
    return body.getString("model");
  }
}
