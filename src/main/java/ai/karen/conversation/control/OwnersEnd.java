package ai.karen.conversation.control;

import ai.karen.account.entity.UserChanged;
import ai.karen.store.control.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Writes down whose account was deleted, so that what a cut-off node took from them meanwhile does
 * not begin when it comes. Thread-safe; blocks.
 */
@ApplicationScoped
public class OwnersEnd {
  private final Ledger ledger;
  private final Operations operations;

  /** For the container's client proxy. */
  protected OwnersEnd() {
    this(null, null);
  }

  @Inject
  public OwnersEnd(Ledger ledger, Operations operations) {
    this.ledger = ledger;
    this.operations = operations;
  }

  /**
   * @throws ai.karen.store.control.StoreUnavailable what waits elsewhere may still come back
   */
  void changed(@Observes UserChanged change) {
    if (change.kind() == UserChanged.Kind.DELETED) {
      ledger.execute(operations.left(change.user().toString()));
    }
  }
}
