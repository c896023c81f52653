package ai.karen.account.control.defence;

import ai.karen.account.entity.LoginHabit;
import ai.karen.account.entity.LoginLane;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.Rows;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.timing.control.TimeOrderedIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Keeps lanes and habits in the database, by notes, and tells the other nodes of lanes at once.
 * Thread-safe; takes bounded memory. Blocks as the ledger and the shared memory do.
 */
@ApplicationScoped
public class LoginRecords implements LaneStore, HabitStore {
  private static final String CHANNEL = "login-lanes";
  private static final int MOST_SAVED = 20_000;

  private final Ledger ledger;
  private final SharedMemory memory;
  private final TimeOrderedIds ids;
  private final Clock clock;

  /** Habits that were saved here: the database has them a moment later. */
  private final Lru<Saved> saved = new Lru<>(MOST_SAVED);

  /** For the container's client proxy. */
  protected LoginRecords() {
    this(null, null, null, null);
  }

  @Inject
  public LoginRecords(Ledger ledger, SharedMemory memory, TimeOrderedIds ids, Clock clock) {
    this.ledger = ledger;
    this.memory = memory;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Optional<LaneState> load(String key) {
    return ask(rows -> rows.find(LoginLane.class, key))
        .map(row -> new LaneState(row.failures(), row.blockedUntil(), row.countedAt()));
  }

  @Override
  public void save(String key, LaneState state) {
    ledger.note(LoginKind.counted(ids.nextUuid(), key, state));
    memory.mention(CHANNEL, LaneMessage.text(key, state));
  }

  @Override
  public void listen(BiConsumer<String, LaneState> receiver) {
    memory.subscribe(CHANNEL, message -> LaneMessage.read(message, receiver));
  }

  @Override
  public Habit habit(String account) {
    Optional<Saved> there =
        ask(rows -> rows.find(LoginHabit.class, account))
            .map(row -> new Saved(new Habit(row.logins(), sites(row.sites())), row.lastLogin()));
    return Stream.concat(there.stream(), saved.get(account).stream())
        .max(Comparator.comparing(Saved::at))
        .map(Saved::habit)
        .orElse(Habit.NONE);
  }

  @Override
  public void save(String account, Habit habit) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    saved.put(account, new Saved(habit, now));
    ledger.note(LoginKind.remembered(ids.nextUuid(), account, habit, now));
  }

  private static List<String> sites(String text) {
    return Stream.of(text.split(",")).filter(site -> !site.isEmpty()).toList();
  }

  /** Who signs in while the database is away is told so by others; here it only means less. */
  private <T> Optional<T> ask(Function<Rows, Optional<T>> question) {
    try {
      return ledger
          .list(rows -> question.apply(rows).map(List::of).orElse(List.of()))
          .value()
          .stream()
          .findFirst();
    } catch (StoreUnavailable away) {
      return Optional.empty();
    }
  }

  /** A habit as of a moment. Immutable. */
  private record Saved(Habit habit, Instant at) {}
}
