package ai.karen.conversation.entity;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** A place in a list that is ordered by time and, at the same time, by id. Immutable. */
public record Position(Instant at, UUID id) {

  public Position {
    Objects.requireNonNull(at);
    Objects.requireNonNull(id);
  }

  public static Position of(Conversation conversation) {
    return new Position(conversation.updatedAt(), conversation.id());
  }

  public static Position of(Message message) {
    return new Position(message.createdAt(), message.id());
  }
}
