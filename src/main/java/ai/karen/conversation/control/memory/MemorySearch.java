package ai.karen.conversation.control.memory;

import ai.karen.conversation.control.Concern;
import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Quantised;
import ai.karen.language.control.Embedder;
import ai.karen.store.control.Ledger;
import ai.karen.store.entity.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the messages of an owner that are closest in meaning to a text. Thread-safe; blocks. */
@ApplicationScoped
public class MemorySearch {
  private static final String QUERY =
      "select m from Message m where m.id in :ids and m.conversationId in"
          + " (select c.id from Conversation c where c.owner = :owner)";

  private final Embedder embedder;
  private final Indexes indexes;
  private final Ledger ledger;

  /** For the container's client proxy. */
  protected MemorySearch() {
    this(null, null, null);
  }

  @Inject
  public MemorySearch(Embedder embedder, Indexes indexes, Ledger ledger) {
    this.embedder = embedder;
    this.indexes = indexes;
    this.ledger = ledger;
  }

  /**
   * The closest first.
   *
   * @throws ai.karen.language.control.EmbedderUnavailableException texts can't be compared now
   * @throws ai.karen.language.control.TextTooLongException the query is too long
   */
  public Reading<List<Memory>> search(String owner, String query, int limit) {
    Quantised asked = Quantised.of(embedder.embed(List.of(query)).vectors().get(0));
    Reading<VectorIndex> index = indexes.of(owner);
    List<Found> found = index.value().search(asked, limit);
    Map<UUID, Message> messages = messages(owner, found);
    if (messages.size() < found.size()) {
      // Some were deleted meanwhile: without them others come into reach.
      indexes.forget(owner);
      found = indexes.of(owner).value().search(asked, limit);
      messages = messages(owner, found);
    }
    return new Reading<>(memories(found, messages), index.partial());
  }

  private Map<UUID, Message> messages(String owner, List<Found> found) {
    if (found.isEmpty()) {
      return Map.of();
    }
    List<UUID> ids = found.stream().map(Found::message).toList();
    List<Message> read =
        ledger
            .list(
                Concern.of(owner),
                rows ->
                    rows.list(Message.class, QUERY, Map.of("ids", ids, "owner", owner), ids.size()))
            .value();
    return read.stream().collect(Collectors.toMap(Message::id, Function.identity()));
  }

  private static List<Memory> memories(List<Found> found, Map<UUID, Message> messages) {
    List<Memory> memories = new ArrayList<>();
    for (Found each : found) {
      Optional.ofNullable(messages.get(each.message()))
          .ifPresent(message -> memories.add(new Memory(message, each.score())));
    }
    return memories;
  }
}
