package ai.karen.store.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Copies that have to be compared with the database or made anew. Thread-safe. */
@ApplicationScoped
public class StaleCopies {
  /** Reads beyond it are not followed: another read will come. */
  static final int MOST_READ = 1_000;

  /** A copy that failed as often is given up. */
  static final int MOST_TRIES = 4;

  private static final List<Need> ORDER =
      List.of(Need.BROKEN, Need.LATE, Need.RENEW, Need.COMPARE, Need.NEWS);
  private static final List<Need> TURN_OF_NEWS =
      List.of(Need.BROKEN, Need.LATE, Need.RENEW, Need.NEWS, Need.COMPARE);

  private static final Set<Need> TURNS = EnumSet.of(Need.COMPARE, Need.NEWS);

  /** Each copy once, under its strongest need, the longest waiting first. */
  private final Map<Need, Set<UUID>> needs = new EnumMap<>(Need.class);

  private final Map<UUID, Integer> failures = new HashMap<>();
  private final CopiesInDoubt doubts;
  private boolean isTurnOfNews;

  /** Of what was broken nothing is kept. Also for the container's client proxy. */
  public StaleCopies() {
    this(new CopiesInDoubt());
  }

  /** What was broken when this node last ran still is. */
  @Inject
  public StaleCopies(CopiesInDoubt doubts) {
    this.doubts = doubts;
    ORDER.forEach(need -> needs.put(need, new LinkedHashSet<>()));
    needs.get(Need.BROKEN).addAll(doubts.lacking());
  }

  /** Why a copy is to be made, the stronger reason last. */
  enum Need {
    /** Another node has changed it, and nobody has read it here since. */
    NEWS,

    /** It was read, or written in the database alone; the copy may be another. */
    COMPARE,

    /** Operations of several nodes met; until then it has at least this node's own. */
    RENEW,

    /** It may lack what the journal has; must not be read until it has that, or is made. */
    LATE,

    /** It lacks what this node wrote, and must not be read until then, nor after a restart. */
    BROKEN;

    boolean forbidsReading() {
      return compareTo(LATE) >= 0;
    }
  }

  /** A copy to be made. */
  record Stale(UUID aggregate, Need need) {}

  synchronized void add(UUID aggregate, Need need) {
    boolean isRoom = need != Need.COMPARE || needs.get(need).size() < MOST_READ;
    Optional<Need> before = need(aggregate);
    if (isRoom && before.filter(known -> known.compareTo(need) >= 0).isEmpty()) {
      before.ifPresent(weaker -> needs.get(weaker).remove(aggregate));
      needs.get(need).add(aggregate);
      if (need == Need.BROKEN) {
        doubts.lack(aggregate);
      }
    }
  }

  private boolean remove(Need need, UUID aggregate) {
    boolean removed = needs.get(need).remove(aggregate);
    if (removed && need == Need.BROKEN) {
      doubts.whole(aggregate);
    }
    return removed;
  }

  synchronized boolean isBroken(UUID aggregate) {
    return need(aggregate).filter(Need::forbidsReading).isPresent();
  }

  private Optional<Need> need(UUID aggregate) {
    return ORDER.stream().filter(need -> needs.get(need).contains(aggregate)).findFirst();
  }

  /**
   * One to be made, of those that can be, the strongest need first; it stays until {@link #made}.
   * Reads and news take turns: where many read, there is always another read.
   */
  synchronized Optional<Stale> next(Predicate<Stale> canBe) {
    Predicate<Stale> isNew = copy -> !failures.containsKey(copy.aggregate());
    Optional<Stale> next = first(isNew.and(canBe)).or(() -> first(canBe));
    if (next.isPresent() && TURNS.contains(next.get().need())) {
      isTurnOfNews = next.get().need() == Need.COMPARE;
    }
    return next;
  }

  private synchronized Optional<Stale> first(Predicate<Stale> canBe) {
    List<Need> order = isTurnOfNews ? TURN_OF_NEWS : ORDER;
    return order.stream()
        .flatMap(need -> needs.get(need).stream().map(each -> new Stale(each, need)))
        .filter(canBe)
        .findFirst();
  }

  /** What it needs more than that since then, it needs still. */
  synchronized void made(Stale copy) {
    remove(copy.need(), copy.aggregate());
    failures.remove(copy.aggregate());
  }

  /**
   * It could not be made: all others come first from now on.
   *
   * @return whether that was one time too many
   */
  synchronized boolean failed(UUID aggregate) {
    need(aggregate).map(needs::get).ifPresent(same -> putLast(aggregate, same));
    if (failures.size() >= MOST_READ) {
      failures.clear();
    }
    return failures.merge(aggregate, 1, Integer::sum) >= MOST_TRIES;
  }

  private static void putLast(UUID aggregate, Set<UUID> all) {
    all.remove(aggregate);
    all.add(aggregate);
  }

  /** Whether a try to make it has failed. */
  synchronized boolean hasFailed(UUID aggregate) {
    return failures.containsKey(aggregate);
  }

  /** It is not held any more; the next time one try has to do. */
  synchronized void givenUp(UUID aggregate) {
    needs.keySet().forEach(need -> remove(need, aggregate));
  }

  /** Failures were the database's. */
  synchronized void forgive() {
    failures.clear();
  }

  /** Those that must not be read. */
  synchronized List<UUID> broken() {
    return ORDER.stream()
        .filter(Need::forbidsReading)
        .flatMap(need -> needs.get(need).stream())
        .toList();
  }

  /** A broken one that is not held any more only has to be made. */
  synchronized void dropped(UUID aggregate) {
    onlyToBeMade(aggregate, Need.BROKEN);
    onlyToBeMade(aggregate, Need.LATE);
  }

  /**
   * The journal lets go of something that the database has. A copy that was late may lack just
   * that, and does not get it from the journal any more.
   */
  synchronized void settling(UUID aggregate) {
    if (isLate(aggregate)) {
      add(aggregate, Need.BROKEN);
    }
  }

  /** The journal has let go of something that the database has. */
  synchronized void settled(UUID aggregate) {
    settling(aggregate);
    add(aggregate, Need.RENEW);
  }

  /** Whether it only lacks what the journal has. */
  synchronized boolean isLate(UUID aggregate) {
    return needs.get(Need.LATE).contains(aggregate);
  }

  /** One that was late has what the journal has; what it missed besides, it misses still. */
  synchronized void caughtUp(UUID aggregate) {
    onlyToBeMade(aggregate, Need.LATE);
  }

  private void onlyToBeMade(UUID aggregate, Need before) {
    if (remove(before, aggregate)) {
      needs.get(Need.RENEW).add(aggregate);
    }
  }
}
