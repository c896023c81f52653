package ai.karen.conversation.control.memory;

import ai.karen.conversation.entity.Message;
import ai.karen.store.entity.Reading;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an index found, and what the store has of it. */
final class Hits {
  private final List<Found> found;
  private final Map<UUID, Message> messages;
  private final boolean partial;

  Hits(List<Found> found, Reading<List<Message>> read) {
    this.found = found;
    this.messages =
        read.value().stream().collect(Collectors.toMap(Message::id, Function.identity()));
    this.partial = read.partial();
  }

  /** Whether the store may have more of them than it has at hand. */
  boolean partial() {
    return partial;
  }

  /** None where the store has not all at hand: what is missing there may exist. */
  Set<UUID> deleted() {
    return partial
        ? Set.of()
        : found.stream()
            .map(Found::message)
            .filter(message -> !messages.containsKey(message))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The closest first. */
  List<Memory> memories(int most) {
    return found.stream().map(this::memory).filter(Objects::nonNull).limit(most).toList();
  }

  private Memory memory(Found hit) {
    Message message = messages.get(hit.message());
    return message == null ? null : new Memory(message, hit.score());
  }
}
