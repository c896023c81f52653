package ai.karen.provider.control;

import jakarta.json.JsonObject;
import java.util.Objects;

/**
 * What a caller wants answered.
 *
 * @param requestId names the request in logs
 * @param body the caller's request in OpenAI's shape, as it came
 * @param streaming whether the answer is wanted piece by piece
 * @param deadline when it must be over
 * @param cancellation ends everything that is done for it
 */
public record Question(
    String requestId,
    Route route,
    JsonObject body,
    boolean streaming,
    Deadline deadline,
    Cancellation cancellation) {

  public Question {
    Objects.requireNonNull(requestId);
    Objects.requireNonNull(route);
    Objects.requireNonNull(body);
    Objects.requireNonNull(deadline);
    Objects.requireNonNull(cancellation);
  }
}
