package ai.karen.account.control.user;

import ai.karen.account.control.TracesOfUsers;
import ai.karen.account.entity.Consequence;
import ai.karen.account.entity.UserChanged;
import ai.karen.account.entity.UserChanged.Kind;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Carries out changes to accounts, and what must follow from each. The transaction of the change
 * writes that down, so that it is done whether or not anybody heard that the change was committed,
 * or lived until it was done. All of it may be done more than once. Thread-safe; blocks.
 */
@ApplicationScoped
public class Consequences {
  static final int PAGE = 100;

  /** Until then whoever made the change is at it. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Logger LOG = System.getLogger(Consequences.class.getName());
  private static final String LATE =
      "select c from Consequence c where c.changedAt < :before and c.id > :after order by c.id";
  private static final UUID FIRST = new UUID(0, 0);

  private final Ledger ledger;
  private final AccountOperations operations;
  private final Event<UserChanged> events;
  private final LocalTraces local;
  private final Instance<TracesOfUsers> traces;

  /** For the container's client proxy. */
  protected Consequences() {
    this(null, null, null, null, null);
  }

  @Inject
  public Consequences(
      Ledger ledger,
      AccountOperations operations,
      Event<UserChanged> events,
      LocalTraces local,
      @Any Instance<TracesOfUsers> traces) {
    this.ledger = ledger;
    this.operations = operations;
    this.events = events;
    this.local = local;
    this.traces = traces;
  }

  /**
   * @throws StoreUnavailable nothing was changed, or nobody knows that it was; or what must follow
   *     waits for a store
   */
  Effect execute(Operation change, UserChanged follows) {
    Effect effect;
    try {
      effect = ledger.executeInDatabase(operations.followed(change, follows)).effect();
    } catch (StoreUnavailable lost) {
      if (lost.isOpen()) {
        doubted(follows);
      }
      throw lost;
    }
    if (effect != Effect.GONE) {
      changed(change.id(), follows);
    }
    return effect;
  }

  /**
   * What may have been changed counts as such: that costs people a login. What ends an account for
   * good does not, because it may still be there.
   */
  private void doubted(UserChanged follows) {
    if (follows.kind() != Kind.DELETED) {
      try {
        events.fire(follows);
      } catch (ProblemException notNow) {
        LOG.log(Level.DEBUG, "What may have to follow is looked at later", notNow);
      }
    }
  }

  /** Of an account that is gone, nobody can ask again for what is left. */
  private void changed(UUID change, UserChanged follows) {
    try {
      complete(change, follows);
    } catch (ProblemException notNow) {
      if (follows.kind() != Kind.DELETED) {
        throw notNow;
      }
      LOG.log(Level.WARNING, "What is left of a deleted account goes later", notNow);
    }
  }

  private void complete(UUID change, UserChanged follows) {
    events.fire(follows);
    if (follows.kind() == Kind.DELETED) {
      local.forget(follows.user());
      // What came while the account was deleted; from now on nothing begins in its name.
      traces.forEach(each -> each.delete(follows.user()));
    }
    done(change);
  }

  private void done(UUID change) {
    try {
      ledger.executeInDatabase(operations.done(change));
    } catch (StoreUnavailable away) {
      LOG.log(Level.DEBUG, "What followed from a change is done once more", away);
    }
  }

  /**
   * Does what is late, whichever node made the change.
   *
   * @throws StoreUnavailable it can't be known what that is
   */
  void completeLate() {
    Instant before = operations.now().minus(PATIENCE);
    List<Consequence> page = late(before, FIRST);
    while (!page.isEmpty()) {
      page.forEach(this::completeLate);
      page = late(before, page.get(page.size() - 1).id());
    }
  }

  private List<Consequence> late(Instant before, UUID after) {
    Map<String, Object> place = Map.of("before", before, "after", after);
    return Certain.read(ledger, rows -> rows.list(Consequence.class, LATE, place, PAGE));
  }

  /** One that can't be done now holds up no other. */
  private void completeLate(Consequence late) {
    try {
      complete(late.id(), late.change());
    } catch (StoreUnavailable away) {
      LOG.log(Level.DEBUG, "What must follow from a change waits for a store", away);
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "What must follow from change " + late.id() + " failed", defect);
    }
  }
}
