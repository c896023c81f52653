package ai.karen.chat.entity;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody says in a conversation, to be answered. Immutable.
 *
 * @param wanted the model's name; null for the default chain
 * @param parent the message that it follows; null for the newest
 */
public record AnswerRequest(String content, boolean streaming, String wanted, UUID parent) {

  public AnswerRequest {
    Objects.requireNonNull(content);
  }

  public Optional<String> model() {
    return Optional.ofNullable(wanted);
  }
}
