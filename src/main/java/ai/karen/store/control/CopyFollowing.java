package ai.karen.store.control;

import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Acknowledgement.Place;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/**
 * Has the copy follow what is done to the shared database, so that this node can read what it has
 * acknowledged, whatever happens next. Thread-safe; the caller keeps an aggregate's operations
 * apart. Blocks.
 */
@ApplicationScoped
public class CopyFollowing {
  private final Copies copies;
  private final CopiesInDoubt doubts;
  private final CopyRefresh refresh;

  /** For the container's client proxy. */
  protected CopyFollowing() {
    this(null, null, null);
  }

  @Inject
  public CopyFollowing(Copies copies, CopiesInDoubt doubts, CopyRefresh refresh) {
    this.copies = copies;
    this.doubts = doubts;
    this.refresh = refresh;
  }

  /**
   * @param write does the operation, in the database or else in the journal
   */
  Acknowledgement during(Operation operation, Supplier<Acknowledgement> write) {
    if (!doubts.begin(operation.aggregate())) {
      copies.missed(operation.aggregate());
    }
    try {
      Acknowledgement done = write.get();
      if (done.place() == Place.DATABASE && done.effect() != Effect.GONE) {
        follow(operation, done.effect());
      }
      return done;
    } finally {
      doubts.settle(operation.aggregate());
    }
  }

  private void follow(Operation operation, Effect there) {
    if (!copies.follow(operation, there)) {
      refresh.now(operation.aggregate());
    }
  }
}
