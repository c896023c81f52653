package ai.karen.conversation.control.memory;

import ai.karen.conversation.control.Concern;
import ai.karen.conversation.control.SetAside;
import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Quantised;
import ai.karen.language.control.Embedder;
import ai.karen.store.control.Ledger;
import ai.karen.store.entity.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds the messages of an owner that are closest in meaning to a text. Thread-safe; blocks. */
@ApplicationScoped
public class MemorySearch {
  /** Messages that are asked for at once, where many of the closest were deleted. */
  static final int MOST = 1_000;

  /** Looks at the same index; each time those that were deleted are out of the way. */
  static final int LOOKS = 10;

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
   * The closest first; partial where there may be closer ones that are not at hand.
   *
   * @throws ai.karen.language.control.EmbedderUnavailableException texts can't be compared now
   * @throws ai.karen.language.control.TextTooLongException the query is too long
   */
  public Reading<List<Memory>> search(String owner, String query, int limit) {
    Quantised asked = Quantised.of(embedder.embed(List.of(query)).vectors().get(0));
    Reading<VectorIndex> index = indexes.of(owner);
    int reach = limit;
    Hits hits = look(owner, index.value().search(asked, reach));
    for (int look = 1; look < LOOKS && !hits.deleted().isEmpty(); look++) {
      index.value().remove(hits.deleted());
      // Without them others come into reach.
      reach = Math.min(2 * reach, Math.max(limit, MOST));
      hits = look(owner, index.value().search(asked, reach));
    }
    boolean partial =
        index.partial()
            || hits.partial()
            || !hits.deleted().isEmpty()
            || !SetAside.of(owner, ledger).isEmpty();
    return new Reading<>(hits.memories(limit), partial);
  }

  private Hits look(String owner, List<Found> found) {
    if (found.isEmpty()) {
      return new Hits(found, new Reading<>(List.of(), false));
    }
    List<UUID> ids = found.stream().map(Found::message).toList();
    Map<String, Object> parameters = Map.of("ids", ids, "owner", owner);
    return new Hits(
        found,
        ledger.list(
            Concern.of(owner), rows -> rows.list(Message.class, QUERY, parameters, ids.size())));
  }
}
