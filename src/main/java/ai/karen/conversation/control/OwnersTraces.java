package ai.karen.conversation.control;

import ai.karen.account.control.TracesOfUsers;
import ai.karen.conversation.entity.Conversation;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
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
    List<Conversation> page = page(owner);
    while (!page.isEmpty()) {
      page.forEach(each -> deletions.execute(operations.deleted(each.id(), owner)));
      page = page(owner);
    }
  }

  private List<Conversation> page(String owner) {
    Reading<List<Conversation>> reading =
        ledger.list(rows -> Reads.conversations(rows, owner, null, PAGE));
    if (reading.partial()) {
      throw new StoreUnavailable(
          "Not all conversations can be deleted right now", Duration.ofSeconds(2), null);
    }
    return reading.value();
  }
}
