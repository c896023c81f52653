package ai.karen.conversation.control;

import ai.karen.store.adapter.jpa.SharedDatabase;
import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.SharedMemory;

/** Deletions without a server. */
public final class TestingDeletions {
  private TestingDeletions() {}

  /** Of a node with nobody to tell. */
  public static Deletions alone(Ledger ledger) {
    return new Deletions(ledger, new Nothing(), null, null, null);
  }

  /** Of one that listens already. */
  static Deletions of(TestingNode node, SharedMemory memory) {
    Deletions deletions =
        new Deletions(node.ledger, node.shared(), node.refresh, memory, new TestingStoreThreads());
    deletions.start(null);
    return deletions;
  }

  /** No database of the operator's. */
  private static final class Nothing extends SharedDatabase {}
}
