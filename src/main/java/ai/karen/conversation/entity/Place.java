package ai.karen.conversation.entity;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Where a message stands. Immutable.
 *
 * @param conversation the conversation's id
 * @param id the message's
 * @param parent the message that it follows; null at the beginning
 */
public record Place(UUID conversation, UUID id, UUID parent, Instant createdAt) {

  public Place {
    Objects.requireNonNull(conversation);
    Objects.requireNonNull(id);
    Objects.requireNonNull(createdAt);
  }
}
