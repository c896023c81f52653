package ai.karen.store.control;

import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The ledger of an engine with a database of the operator's: that one first, and while it is away
 * the journal, with the local copy for what is read. While an aggregate has entries in the journal,
 * everything about it goes there too.
 */
final class SharedLedger implements Ledger {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Database database;
  private final DatabaseWatch watch;
  private final DatabaseWrites writes;
  private final Journal journal;
  private final Copies copies;
  private final CopyFollowing following;
  private final AggregateLocks locks;

  SharedLedger(
      Database database,
      DatabaseWatch watch,
      DatabaseWrites writes,
      Journal journal,
      Copies copies,
      CopyFollowing following,
      AggregateLocks locks) {
    this.database = database;
    this.watch = watch;
    this.writes = writes;
    this.journal = journal;
    this.copies = copies;
    this.following = following;
    this.locks = locks;
  }

  @Override
  public Acknowledgement execute(Operation operation) {
    return locks.during(operation.aggregate(), () -> inOrder(operation));
  }

  private Acknowledgement inOrder(Operation operation) {
    if (isAtHand(operation.aggregate())) {
      return there(operation);
    }
    Acknowledgement done = writes.executeHere(operation);
    written(operation, done.effect());
    return done;
  }

  private Acknowledgement there(Operation operation) {
    Acknowledgement done = following.during(operation, () -> writes.execute(operation));
    if (done.place() == Acknowledgement.Place.JOURNAL) {
      written(operation, done.effect());
    } else if (done.effect() == Effect.GONE) {
      confirm(operation.aggregate());
    }
    return done;
  }

  private void written(Operation operation, Effect effect) {
    if (effect == Effect.APPLIED) {
      copies.hold(operation);
      if (!journal.holds(operation.aggregate())) {
        // Replay was quicker.
        copies.settled(operation.aggregate());
      }
    } else {
      // Nothing here, or known from a time when there was a copy: the database may have more.
      copies.requireHeld(operation.aggregate());
    }
  }

  @Override
  public Acknowledgement executeInDatabase(Operation operation) {
    return locks.during(operation.aggregate(), () -> onlyThere(operation));
  }

  private Acknowledgement onlyThere(Operation operation) {
    if (!isAtHand(operation.aggregate())) {
      throw unavailable(null);
    }
    try {
      Acknowledgement done = writes.executeThere(operation);
      decided(operation.aggregate(), done.effect());
      return done;
    } catch (DatabaseOutage outage) {
      if (outage.isOpen()) {
        copies.touched(operation.aggregate());
        throw StoreUnavailable.open(RETRY_AFTER, outage);
      }
      throw unavailable(outage);
    }
  }

  private void decided(UUID aggregate, Effect effect) {
    if (effect == Effect.GONE) {
      confirm(aggregate);
    } else {
      copies.touched(aggregate);
    }
  }

  @Override
  public boolean note(Operation operation) {
    return Notes.append(journal, operation);
  }

  @Override
  public <T> Optional<T> read(UUID aggregate, Function<Rows, Optional<T>> question) {
    return read(aggregate, question, question);
  }

  @Override
  public <T> Reading<Optional<T>> look(UUID aggregate, Function<Rows, Optional<T>> question) {
    AtomicBoolean isCopy = new AtomicBoolean();
    Function<Rows, Optional<T>> ofCopy =
        rows -> {
          isCopy.set(true);
          return question.apply(rows);
        };
    return new Reading<>(read(aggregate, question, ofCopy), isCopy.get());
  }

  private <T> Optional<T> read(
      UUID aggregate, Function<Rows, Optional<T>> question, Function<Rows, Optional<T>> ofCopy) {
    if (isAtHand(aggregate)) {
      try {
        Optional<T> answer = Answers.of(database.run(question::apply));
        if (answer.isPresent()) {
          copies.touched(aggregate);
        } else {
          confirm(aggregate);
        }
        return answer;
      } catch (DatabaseOutage outage) {
        watch.failed(outage);
      }
    }
    return copies.read(aggregate, ofCopy);
  }

  /**
   * The database had nothing to answer: where that is because somebody deleted the aggregate, its
   * copy must not outlive it.
   */
  private void confirm(UUID aggregate) {
    if (copies.isThere(aggregate)) {
      locks.during(aggregate, () -> journal.holds(aggregate) || isStillThere(aggregate));
    }
  }

  private boolean isStillThere(UUID aggregate) {
    try {
      if (Answers.of(database.run(rows -> copies.isGone(aggregate, rows)))) {
        copies.missed(aggregate);
        return false;
      }
    } catch (DatabaseOutage outage) {
      watch.failed(outage);
      copies.touched(aggregate);
    }
    return true;
  }

  @Override
  public <T> Reading<List<T>> list(Function<Rows, List<T>> question) {
    return list(question, journal::holdsAny);
  }

  @Override
  public <T> Reading<List<T>> list(
      Function<Rows, List<UUID>> concerned, Function<Rows, List<T>> question) {
    return list(question, () -> journal.holdsAny() && waitsForAny(concerned));
  }

  private <T> Reading<List<T>> list(Function<Rows, List<T>> question, BooleanSupplier waits) {
    if (watch.isUp() && !waits.getAsBoolean()) {
      try {
        return new Reading<>(Answers.of(database.run(question::apply)), false);
      } catch (DatabaseOutage outage) {
        watch.failed(outage);
      }
    }
    return new Reading<>(copies.ask(question), true);
  }

  /** What waits took effect in the local copies, so that these know whom it concerns. */
  private boolean waitsForAny(Function<Rows, List<UUID>> concerned) {
    Set<UUID> blocked = journal.blocked();
    return copies.ask(concerned).stream()
        .anyMatch(aggregate -> journal.holds(aggregate) && !blocked.contains(aggregate));
  }

  @Override
  public <T> List<T> setAside(BiFunction<Rows, UUID, Optional<T>> question) {
    Set<UUID> blocked = journal.blocked();
    return blocked.isEmpty()
        ? List.of()
        : copies.ask(
            rows -> blocked.stream().flatMap(id -> question.apply(rows, id).stream()).toList());
  }

  private boolean isAtHand(UUID aggregate) {
    return watch.isUp() && !journal.holds(aggregate);
  }

  private static StoreUnavailable unavailable(DatabaseOutage outage) {
    return new StoreUnavailable("The database is away; this needs it", RETRY_AFTER, outage);
  }
}
