package ai.karen.conversation.control;

import ai.karen.account.control.TracesOfUsers;
import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Position;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Deletes somebody's conversations as they would do it themselves. Thread-safe; blocks. */
@ApplicationScoped
public class OwnersTraces implements TracesOfUsers {
  static final int PAGE = 100;

  private final Ledger ledger;
  private final Operations operations;
  private final Deletions deletions;

  /** For the container's client proxy. */
  protected OwnersTraces() {
    this(null, null, null);
  }

  @Inject
  public OwnersTraces(Ledger ledger, Operations operations, Deletions deletions) {
    this.ledger = ledger;
    this.operations = operations;
    this.deletions = deletions;
  }

  /** Where a list may lack some, none of it counts as deleted. */
  @Override
  public void delete(UUID user) {
    String owner = user.toString();
    Set<UUID> asked = new HashSet<>();
    boolean more = true;
    while (more) {
      // What was used meanwhile moved to the front, perhaps past the page that was read.
      more = deleteAll(owner, asked);
    }
  }

  /**
   * Goes through the list once. A deletion that waits is still in it, and is not asked for again.
   *
   * @param asked is added to
   * @return whether there was one that was not asked for before
   */
  private boolean deleteAll(String owner, Set<UUID> asked) {
    int before = asked.size();
    deleteAll(owner, SetAside.of(owner, ledger), asked);
    List<Conversation> page = page(owner, null);
    while (!page.isEmpty()) {
      deleteAll(owner, page, asked);
      page = page(owner, Position.of(page.get(page.size() - 1)));
    }
    return asked.size() > before;
  }

  private void deleteAll(String owner, List<Conversation> conversations, Set<UUID> asked) {
    conversations.stream()
        .map(Conversation::id)
        .filter(asked::add)
        .forEach(id -> deletions.execute(operations.deleted(id, owner)));
  }

  private List<Conversation> page(String owner, Position after) {
    Reading<List<Conversation>> reading =
        ledger.list(Concern.of(owner), rows -> Reads.conversations(rows, owner, after, PAGE));
    if (reading.partial()) {
      throw new StoreUnavailable(
          "Not all conversations can be deleted right now", Duration.ofSeconds(2), null);
    }
    return reading.value();
  }
}
