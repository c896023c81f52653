package ai.karen.account.control.defence;

import ai.karen.account.control.DeploymentSecret;
import ai.karen.account.control.KeyHash;
import ai.karen.account.control.user.TestingEvents;
import ai.karen.account.entity.LoginAttempt;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.health.control.TestingClock;
import ai.karen.store.adapter.memory.LocalMemory;
import ai.karen.store.control.SharedMemory;
import ai.karen.timing.control.TestingTimer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** Everything that stands before a password, with a clock that a test turns. */
public final class TestingDefence {
  final TestingClock clock = new TestingClock();
  final List<SecurityEvent> events = new CopyOnWriteArrayList<>();
  final TestingStore store;
  final SharedMemory memory;
  final Settings settings;
  final KeyHash hash;
  final Identities identities;
  final DeviceCookies devices;
  final Anomalies anomalies;
  final LoginThrottle throttle;
  final LoginGuard guard;

  TestingDefence(Map<String, String> settings) {
    this(settings, new TestingStore(), null);
  }

  /**
   * @param shared null for a memory of its own
   */
  TestingDefence(Map<String, String> given, TestingStore store, SharedMemory shared) {
    this.store = store;
    Map<String, String> all = new HashMap<>(given);
    all.put("karen.secret", "0123456789abcdef0123456789abcdef");
    this.settings = TestingConfig.settings(all);
    this.memory = shared == null ? new LocalMemory(new TestingTimer(), clock) : shared;
    this.hash = new KeyHash(new DeploymentSecret(settings, null));
    this.identities = new Identities(hash);
    this.devices = new DeviceCookies(hash, identities, clock);
    this.anomalies =
        new Anomalies(
            settings, store, new SessionSightings(identities, memory, clock), events::add, clock);
    this.throttle = new LoginThrottle(settings, store, memory, clock);
    this.guard =
        new LoginGuard(
            throttle,
            devices,
            identities,
            anomalies,
            new RefusalAudit(events::add, identities, clock, new TestingEvents<>(suppressed)));
  }

  static LoginAttempt attempt(String email, String address) {
    return new LoginAttempt(email, address, "Test", null);
  }

  /** What was counted and not written. */
  final List<SecurityEvent> suppressed = new CopyOnWriteArrayList<>();

  List<String> kinds() {
    return events.stream().map(SecurityEvent::kind).toList();
  }

  /** What outlasts an engine. */
  static final class TestingStore implements LaneStore, HabitStore {
    private final Map<String, LaneState> lanes = new ConcurrentHashMap<>();
    private final Map<String, Habit> habits = new ConcurrentHashMap<>();
    private final List<BiConsumer<String, LaneState>> receivers = new CopyOnWriteArrayList<>();

    @Override
    public Optional<LaneState> load(String key) {
      return Optional.ofNullable(lanes.get(key));
    }

    @Override
    public void save(String key, LaneState state) {
      lanes.put(key, state);
      receivers.forEach(receiver -> receiver.accept(key, state));
    }

    @Override
    public void listen(BiConsumer<String, LaneState> receiver) {
      receivers.add(receiver);
    }

    @Override
    public Habit habit(String account) {
      return habits.getOrDefault(account, Habit.NONE);
    }

    @Override
    public void save(String account, Habit habit) {
      habits.put(account, habit);
    }
  }
}
