package ai.karen.conversation.control;

import ai.karen.account.entity.UserChanged;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Writes down whose account was deleted, so that what a cut-off node took from them meanwhile does
 * not begin when it comes. Thread-safe; blocks.
 */
@ApplicationScoped
public class OwnersEnd {
  private static final Logger LOG = System.getLogger(OwnersEnd.class.getName());

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

  void changed(@Observes UserChanged change) {
    if (change.kind() == UserChanged.Kind.DELETED) {
      try {
        ledger.execute(operations.left(change.user().toString()));
      } catch (StoreUnavailable lost) {
        LOG.log(Level.ERROR, "What waits elsewhere of a deleted account may come back", lost);
      }
    }
  }
}
