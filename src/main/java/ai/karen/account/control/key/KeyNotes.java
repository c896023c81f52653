package ai.karen.account.control.key;

import ai.karen.account.control.ApiKeys;
import ai.karen.store.control.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;

/** Writes down which keys were used, and what that cost; nobody was promised it. */
@ApplicationScoped
public class KeyNotes {
  private final Ledger ledger;
  private final ApiKeys keys;
  private final KeyTokens tokens;
  private final KeyOperations operations;
  private final NodeName node;

  /** Used while the database had not told yet what was before. */
  private final Set<String> waiting = new HashSet<>();

  /** For the container's client proxy. */
  protected KeyNotes() {
    this(null, null, null, null, null);
  }

  @Inject
  public KeyNotes(
      Ledger ledger, ApiKeys keys, KeyTokens tokens, KeyOperations operations, NodeName node) {
    this.ledger = ledger;
    this.keys = keys;
    this.tokens = tokens;
    this.operations = operations;
    this.node = node;
  }

  /** One note for each key that was used since the last time. */
  synchronized void write() {
    waiting.addAll(keys.takeUses().keySet());
    waiting.removeIf(this::note);
  }

  private boolean note(String id) {
    return tokens
        .mine(id)
        .map(mine -> ledger.note(operations.used(id, node.id(), mine)))
        .orElse(false);
  }
}
