package ai.karen.chat.entity;

import jakarta.json.JsonObject;
import java.util.Objects;

/**
 * A whole answer that was given before. Immutable.
 *
 * @param provider who gave it
 * @param body as it was sent
 */
public record KeptAnswer(String provider, JsonObject body) {

  public KeptAnswer {
    Objects.requireNonNull(provider);
    Objects.requireNonNull(body);
  }
}
