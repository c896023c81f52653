package ai.karen.account.control.defence;

import ai.karen.configuration.control.Settings;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.entity.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts attempts by account or known device, and by address. Thread-safe. Takes bounded memory,
 * however many accounts and addresses are named.
 */
@ApplicationScoped
public class LoginThrottle {
  static final int MOST_LINES = 20_000;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Before the keys under which the store keeps about how many accounts an address was wrong. */
  private static final String SPREAD = "s:";

  private final LoginLimits limits;
  private final LaneStore store;
  private final Lanes accounts;
  private final Lanes lines;
  private final Lru<Spread> spreads;
  private final Lru<Long> forgiven;
  private final SharedMemory memory;
  private final Clock clock;

  /** For the container's client proxy. */
  protected LoginThrottle() {
    this.limits = null;
    this.store = null;
    this.accounts = null;
    this.lines = null;
    this.spreads = null;
    this.forgiven = null;
    this.memory = null;
    this.clock = null;
  }

  @Inject
  public LoginThrottle(Settings settings, LaneStore store, SharedMemory memory, Clock clock) {
    this.limits = LoginLimits.of(settings);
    this.store = store;
    this.accounts = new Lanes(store, limits.account());
    this.lines = new Lanes(store, limits.line());
    this.spreads = new Lru<>(MOST_LINES);
    this.forgiven = new Lru<>(Lanes.MOST);
    this.memory = memory;
    this.clock = clock;
    store.listen(this::learn);
  }

  /**
   * Takes a place, which one of the other methods gives back. Who comes from a known device passes
   * by what was counted of the address.
   *
   * @return zero, or how long to wait
   */
  Duration admit(LoginPlace place) {
    Instant now = clock.instant();
    Duration wait = place.isKnownDevice() ? Duration.ZERO : admitLine(place, now);
    if (wait.isZero()) {
      wait = admitAccount(place, now);
      if (!wait.isZero()) {
        releaseLine(place, now);
      }
    }
    return wait;
  }

  private Duration admitLine(LoginPlace place, Instant now) {
    Duration wait = spread(place).admit(place.account(), now);
    if (wait.isZero()) {
      wait = lines.of(place.line()).admit(now);
      if (!wait.isZero()) {
        spread(place).released(place.account(), now);
      }
    }
    return wait;
  }

  private void releaseLine(LoginPlace place, Instant now) {
    if (!place.isKnownDevice()) {
      spread(place).released(place.account(), now);
      lines.of(place.line()).released();
    }
  }

  private Duration admitAccount(LoginPlace place, Instant now) {
    Lane lane = accounts.of(place.lane());
    Duration wait = lane.admit(now);
    return wait.isZero() ? admitEverywhere(place, lane) : wait;
  }

  /** What the nodes admit together is no more than a burst a minute, unless all goes well. */
  private Duration admitEverywhere(LoginPlace place, Lane lane) {
    Tally tally = memory.increment(counter(place), MINUTE);
    boolean isQuiet = lane.state().failures() == 0 && lane.underWay() == 1;
    long before = forgiven.get(place.lane()).filter(count -> count < tally.count()).orElse(0L);
    if (isQuiet || tally.count() - before <= limits.burst()) {
      return Duration.ZERO;
    }
    lane.released();
    return tally.left();
  }

  /**
   * @return how many failures the account's lane has now
   */
  int failed(LoginPlace place) {
    Instant now = clock.instant();
    if (!place.isKnownDevice()) {
      int wrong = spread(place).failed(place.account(), now);
      store.save(spreadKey(place), new LaneState(wrong, now.plus(limits.window()), now));
      lines.failed(place.line(), now);
    }
    return accounts.failed(place.lane(), now).failures();
  }

  /**
   * @return how many failures went before in the account's lane
   */
  int succeeded(LoginPlace place) {
    Instant now = clock.instant();
    if (!place.isKnownDevice()) {
      spread(place).succeeded(place.account());
      lines.of(place.line()).released();
    }
    forgiven.put(place.lane(), memory.increment(counter(place), MINUTE).count());
    return accounts.succeeded(place.lane(), now);
  }

  /** It came to no end. */
  void released(LoginPlace place) {
    releaseLine(place, clock.instant());
    accounts.of(place.lane()).released();
  }

  /** Of the refusals between two failures only the first is worth a word. */
  boolean tellsRefusal(LoginPlace place) {
    Lane lane = place.isKnownDevice() ? accounts.of(place.lane()) : lines.of(place.line());
    return lane.tellsRefusal();
  }

  /** About how many accounts the address was wrong. */
  int accountsFrom(LoginPlace place) {
    return spread(place).size(clock.instant());
  }

  private Spread spread(LoginPlace place) {
    return spreads.get(
        place.line(), () -> new Spread(limits.accounts(), limits.window(), kept(place)));
  }

  private LaneState kept(LoginPlace place) {
    return store.load(spreadKey(place)).orElse(LaneState.FRESH);
  }

  private static String spreadKey(LoginPlace place) {
    return SPREAD + place.line();
  }

  /** Of how many accounts an address was wrong, each node counts for itself. */
  private void learn(String key, LaneState state) {
    if (key.startsWith(SPREAD)) {
      return;
    }
    (key.startsWith(LoginPlace.LINE) ? lines : accounts).learn(key, state);
  }

  private static String counter(LoginPlace place) {
    return "login:" + place.lane();
  }
}
