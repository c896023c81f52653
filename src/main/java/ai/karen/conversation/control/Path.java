package ai.karen.conversation.control;

import ai.karen.conversation.entity.Message;
import ai.karen.store.control.Rows;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The way from the beginning of a conversation to one of its messages, by their parents. */
final class Path {
  /** Messages that a way goes back at most; no model reads more. */
  static final int LONGEST = 1_000;

  private Path() {}

  /**
   * @param last null for an empty way
   * @return the oldest first; a parent that is not known here ends it
   */
  static List<Message> to(UUID last, UUID conversation, Rows rows) {
    Map<UUID, Message> near = new HashMap<>();
    if (last != null) {
      // Nearly always all that is needed, in one question.
      Reads.newest(rows, conversation, LONGEST).forEach(message -> near.put(message.id(), message));
    }
    Deque<Message> path = new ArrayDeque<>();
    UUID next = last;
    while (next != null && path.size() < LONGEST) {
      Optional<Message> message = find(next, near, conversation, rows);
      message.ifPresent(path::addFirst);
      next = message.map(Message::parentId).orElse(null);
    }
    return List.copyOf(path);
  }

  private static Optional<Message> find(
      UUID id, Map<UUID, Message> near, UUID conversation, Rows rows) {
    return Optional.ofNullable(near.get(id)).or(() -> Reads.message(rows, conversation, id));
  }
}
