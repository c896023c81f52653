package ai.karen.store.adapter.jpa;

import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStore.TxCounter;

/**
 * A state of H2's file whose space is not used again, as if somebody were still reading it: by
 * itself H2 keeps what was written in the last 45 s, and nothing that is older. Not thread-safe.
 */
final class KeptVersion {
  private final MVStore store;
  private final TxCounter usage;

  private KeptVersion(MVStore store) {
    this.store = store;
    this.usage = store.registerVersionUsage();
  }

  /** The present state. */
  static KeptVersion of(MVStore store) {
    return new KeptVersion(store);
  }

  /** Not any more once its file was closed. */
  boolean isKept() {
    return !store.isClosed();
  }

  /** Its space may be used again; where the file was closed meanwhile, there is nothing to do. */
  void release() {
    if (isKept()) {
      store.deregisterVersionUsage(usage);
    }
  }
}
