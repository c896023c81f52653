package ai.karen.account.control.key;

import ai.karen.account.control.ApiKeys;
import ai.karen.store.control.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes down which keys were used, and what they spent: where tokens are limited at once, else
 * once a minute. What the journal does not take waits for the next time. Thread-safe; blocks as
 * long as a write to the journal's file.
 */
@ApplicationScoped
public class KeyNotes {
  private final Ledger ledger;
  private final ApiKeys keys;
  private final KeyTokens tokens;
  private final KeyOperations operations;
  private final NodeName node;

  /** Tokens by key; none where the key was merely used. */
  private final Map<String, Long> waiting = new ConcurrentHashMap<>();

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

  /** Once it returns, a killed engine has not forgotten it. */
  void spent(String id, long amount) {
    if (!ledger.note(operations.spent(id, node.id(), amount))) {
      keep(id, amount);
    }
  }

  /** For the next time. */
  void keep(String id, long amount) {
    waiting.merge(id, amount, Long::sum);
  }

  /** One note for each key that was used since the last time, and for what waits. */
  void write() {
    keys.takeUses()
        .forEach(
            (id, at) -> {
              tokens.used(id, at);
              keep(id, 0);
            });
    for (String id : List.copyOf(waiting.keySet())) {
      Long amount = waiting.remove(id);
      if (amount != null) {
        spent(id, amount);
      }
    }
  }
}
