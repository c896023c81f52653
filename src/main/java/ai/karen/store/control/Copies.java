package ai.karen.store.control;

import ai.karen.store.control.StaleCopies.Need;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.HeldCopy;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The last known state of what was read or written through this node, in the embedded database
 * beside a shared one. What is not held as a whole is not known. Thread-safe.
 */
@ApplicationScoped
public class Copies {
  private static final Logger LOG = System.getLogger(Copies.class.getName());
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final LocalDatabase local;
  private final Application application;
  private final Editions editions;
  private final StaleCopies stale;
  private final Stamps stamps;

  /** For the container's client proxy. */
  protected Copies() {
    this(null, null, null, null);
  }

  @Inject
  public Copies(LocalDatabase local, Application application, StaleCopies stale, Clock clock) {
    this.local = local;
    this.application = application;
    this.editions = new Editions(application);
    this.stale = stale;
    this.stamps = new Stamps(clock);
  }

  /**
   * Does to the copy what was done to the database.
   *
   * @param there what it did to the database, where it found its aggregate
   * @return false where there is no copy that could follow; one that missed it is not served
   */
  boolean follow(Operation operation, Effect there) {
    try {
      if (local.change(rows -> follow(operation, there, rows))) {
        return true;
      }
    } catch (RuntimeException failure) {
      LOG.log(Level.DEBUG, "A copy could not follow", failure);
    }
    missed(operation.aggregate());
    return false;
  }

  /** The copy is not what the database has, and must not be served; it is made anew. */
  void missed(UUID aggregate) {
    stale.add(aggregate, Need.BROKEN);
    if (drop(aggregate)) {
      stale.dropped(aggregate);
    }
  }

  /**
   * What is dropped is not known here.
   *
   * @return false where the local database can't be used now
   */
  boolean drop(UUID aggregate) {
    try {
      return local.change(rows -> editions.drop(aggregate, rows));
    } catch (RuntimeException failure) {
      LOG.log(Level.DEBUG, "A copy could not be dropped", failure);
      return false;
    }
  }

  /** What is not held becomes so by what is new in both databases alone. */
  private boolean follow(Operation operation, Effect there, Rows rows) {
    boolean isHeld = rows.find(HeldCopy.class, operation.aggregate()).isPresent();
    if (!isHeld && there != Effect.APPLIED) {
      return false;
    }
    Effect here = application.live(operation, rows);
    boolean known = here == Effect.APPLIED || here == Effect.REPEATED && isHeld;
    if (known) {
      stamps.stamp(operation.aggregate(), rows);
    }
    return known;
  }

  /**
   * Where the operation took effect here alone, the aggregate is known here. Where that can't be
   * told now it is not served until it has what the journal has.
   */
  void hold(Operation operation) {
    try {
      // Most are held, and a look does not have to wait for its turn among the changes.
      if (!local.read(rows -> stamps.isFresh(operation.aggregate(), rows))) {
        holdAll(List.of(operation));
      }
    } catch (DatabaseOutage outage) {
      stale.add(operation.aggregate(), Need.LATE);
    }
  }

  /**
   * As {@link #hold}, for all of them or none.
   *
   * @return whether all of them have been brought in
   * @throws DatabaseOutage that can't be told now
   */
  boolean holdAll(List<Operation> operations) {
    return local.change(rows -> stamps.stampAll(operations, rows));
  }

  /** The journal has let go of something of it. */
  void settled(UUID aggregate) {
    stale.settled(aggregate);
  }

  /** Whether it is known here; not, where that can't be told now. */
  boolean isHeld(UUID aggregate) {
    try {
      return !stale.isBroken(aggregate)
          && local.read(rows -> rows.find(HeldCopy.class, aggregate).isPresent());
    } catch (DatabaseOutage outage) {
      return false;
    }
  }

  /** Whether there is something of it here; not, where that can't be told now. */
  boolean isThere(UUID aggregate) {
    try {
      return local.read(rows -> !editions.of(aggregate, rows).isEmpty());
    } catch (DatabaseOutage outage) {
      return false;
    }
  }

  /** Whether there is nothing of it in a database. */
  boolean isGone(UUID aggregate, Rows database) {
    return editions.of(aggregate, database).isEmpty();
  }

  /** It was read, or written there alone: the copy may be another, or missing. */
  void touched(UUID aggregate) {
    stale.add(aggregate, Need.COMPARE);
  }

  /** What this node has of it. */
  Set<String> editions(UUID aggregate) {
    return ask(rows -> editions.of(aggregate, rows));
  }

  /** See {@link Editions#renewal}. */
  Consumer<Rows> renewal(UUID aggregate, Set<String> known, Rows database) {
    return editions.renewal(aggregate, known, database);
  }

  /**
   * The caller keeps writes to the aggregate away since before the database was read. What nobody
   * has used here is dropped when it would have been.
   *
   * @throws StoreUnavailable it is as it was
   */
  void renew(UUID aggregate, Need need, Consumer<Rows> renewal) {
    orUnavailable(() -> local.change(rows -> renew(aggregate, need, renewal, rows)));
  }

  /** What was never held, and has nothing to be copied, a look at it does not make a copy. */
  private boolean renew(UUID aggregate, Need need, Consumer<Rows> renewal, Rows rows) {
    boolean isHeld = rows.find(HeldCopy.class, aggregate).isPresent();
    if (isHeld || need != Need.NEWS) {
      renewal.accept(rows);
    }
    boolean isCopy = isHeld || need != Need.COMPARE || !isGone(aggregate, rows);
    return need != Need.NEWS && isCopy && stamps.stamp(aggregate, rows);
  }

  /**
   * @throws StoreUnavailable where it is not known whether there is such a thing
   */
  void requireHeld(UUID aggregate) {
    ask(rows -> held(aggregate, rows));
  }

  <T> Optional<T> read(UUID aggregate, Function<Rows, Optional<T>> question) {
    return ask(
        rows -> {
          held(aggregate, rows);
          return question.apply(rows);
        });
  }

  private HeldCopy held(UUID aggregate, Rows rows) {
    return rows.find(HeldCopy.class, aggregate)
        .filter(copy -> !stale.isBroken(aggregate))
        .orElseThrow(
            () ->
                new StoreUnavailable(
                    "The database is away, and this node has no copy of it", RETRY_AFTER, null));
  }

  /** Of whatever is here. */
  <T> T ask(Function<Rows, T> question) {
    return orUnavailable(() -> local.read(question));
  }

  private static <T> T orUnavailable(Supplier<T> work) {
    try {
      return work.get();
    } catch (DatabaseOutage outage) {
      throw new StoreUnavailable(
          "The database is away, and the local copies can't be read", RETRY_AFTER, outage);
    }
  }
}
