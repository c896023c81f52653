package ai.karen.conversation.control.memory;

import ai.karen.conversation.control.Concern;
import ai.karen.conversation.entity.MessageVector;
import ai.karen.language.control.Embedder;
import ai.karen.store.control.Ledger;
import ai.karen.store.entity.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The owners' vectors in memory, read from the store when somebody searches, and forgotten when
 * others need the room. Thread-safe; blocks where it reads.
 */
@ApplicationScoped
public class Indexes {
  /** Of all owners together, 200,000 vectors; one owner alone may have more. */
  static final long MOST_BYTES = 82_000_000;

  /** Vectors: few, so that a busy machine reads them within the time a call may take. */
  static final int PAGE = 1_000;

  private static final String QUERY =
      "select v from MessageVector v"
          + " where v.owner = :owner and v.model = :model and v.seq > :after order by v.seq";

  private final Ledger ledger;
  private final Embedder embedder;
  private final long mostBytes;

  /** The one that was not used for longest first. */
  private final Map<String, OwnersVectors> owners = new LinkedHashMap<>(16, 0.75f, true);

  /** For the container's client proxy. */
  protected Indexes() {
    this(null, null);
  }

  @Inject
  public Indexes(Ledger ledger, Embedder embedder) {
    this(ledger, embedder, MOST_BYTES);
  }

  Indexes(Ledger ledger, Embedder embedder, long mostBytes) {
    this.ledger = ledger;
    this.embedder = embedder;
    this.mostBytes = mostBytes;
  }

  /**
   * All that is known of an owner now. While the database is away that is what was read before:
   * there are no copies of vectors.
   */
  Reading<VectorIndex> of(String owner) {
    OwnersVectors vectors = known(owner);
    boolean partial = false;
    boolean more = true;
    long after = vectors.from();
    while (more) {
      Reading<List<MessageVector>> page = page(owner, after);
      partial = page.partial();
      more = !partial && page.value().size() == PAGE;
      if (!partial && !page.value().isEmpty()) {
        vectors.add(page.value());
        after = page.value().get(page.value().size() - 1).number();
      }
    }
    makeRoom();
    return new Reading<>(vectors.index(), partial);
  }

  private synchronized OwnersVectors known(String owner) {
    return owners.computeIfAbsent(owner, name -> new OwnersVectors(embedder.dimensions()));
  }

  private Reading<List<MessageVector>> page(String owner, long after) {
    return ledger.list(
        Concern.of(owner),
        rows ->
            rows.list(
                MessageVector.class,
                QUERY,
                Map.of("owner", owner, "model", embedder.model(), "after", after),
                PAGE));
  }

  private synchronized void makeRoom() {
    while (owners.size() > 1 && bytes() > mostBytes) {
      owners.remove(owners.keySet().iterator().next());
    }
  }

  /** That all owners' vectors take. */
  synchronized long bytes() {
    return owners.values().stream().mapToLong(OwnersVectors::bytes).sum();
  }
}
