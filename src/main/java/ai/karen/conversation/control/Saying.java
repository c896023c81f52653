package ai.karen.conversation.control;

import java.util.Objects;
import java.util.UUID;

/**
 * What an owner says. Immutable.
 *
 * @param parent the message that it follows; null for the newest
 */
public record Saying(
    RequestIdentity request, UUID conversation, String owner, String content, UUID parent) {

  public Saying {
    Objects.requireNonNull(request);
    Objects.requireNonNull(conversation);
    Objects.requireNonNull(owner);
    Objects.requireNonNull(content);
  }
}
