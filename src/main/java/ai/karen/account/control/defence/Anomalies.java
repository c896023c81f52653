package ai.karen.account.control.defence;

import ai.karen.audit.control.AuditLog;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import ai.karen.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Notices what is unusual, and writes it down: each signal at most once in a quarter of an hour for
 * whom it is about. Locks nobody out. Thread-safe.
 */
@ApplicationScoped
public class Anomalies {
  /** After so long a signal about the same is told again. */
  static final Duration QUIET = Duration.ofMinutes(15);

  private static final int MOST = 20_000;

  private final AnomalyLimits limits;
  private final HabitStore habits;
  private final SessionSightings sightings;
  private final AuditLog audit;
  private final Clock clock;
  private final FailureShare share;
  private final Lru<Spread> lines = new Lru<>(MOST);
  private final Lru<Instant> told = new Lru<>(MOST);

  /** For the container's client proxy. */
  protected Anomalies() {
    this.limits = null;
    this.habits = null;
    this.sightings = null;
    this.audit = null;
    this.clock = null;
    this.share = null;
  }

  @Inject
  public Anomalies(
      Settings settings,
      HabitStore habits,
      SessionSightings sightings,
      AuditLog audit,
      Clock clock) {
    this.limits = AnomalyLimits.of(settings);
    this.habits = habits;
    this.sightings = sightings;
    this.audit = audit;
    this.clock = clock;
    this.share = new FailureShare(limits.thresholds().get(Signal.FAILURE_SHARE), limits.share());
  }

  /**
   * A session began: who refreshes or uses it in another network just after is noticed. May block
   * for a moment.
   */
  public void began(UUID session, String address) {
    seen(session, address);
    used(session, address);
  }

  /**
   * A session was refreshed. May block for a moment where it was not seen here lately.
   *
   * @return the risk, where it was refreshed in another network just before
   */
  public Risk seen(UUID session, String address) {
    return seen("refresh", Signal.TWO_NETWORKS, session, address);
  }

  /**
   * A session's access token was used. May block for a moment where it was not seen here lately.
   *
   * @return the risk, where it was used in another network just before
   */
  public Risk used(UUID session, String address) {
    return seen("use", Signal.TOKEN_TWO_NETWORKS, session, address);
  }

  private Risk seen(String deed, Signal signal, UUID session, String address) {
    boolean isTwo = sightings.isElsewhere(deed, session, address, limits.window());
    if (!isTwo || !limits.isOn(signal)) {
      return Risk.NONE;
    }
    Risk risk = limits.risk(List.of(signal));
    tell(risk, Outcome.SUCCESS, "session:" + session, address);
    return risk;
  }

  Risk failed(LoginPlace place, String subject, String address, int accounts) {
    Instant now = clock.instant();
    List<Signal> signals = new ArrayList<>();
    int from =
        lines
            .get(place.account(), () -> new Spread(limits.mostLines(), Duration.ofHours(1)))
            .failed(place.line(), now);
    add(signals, Signal.ACCOUNTS_FROM_ADDRESS, accounts);
    add(signals, Signal.ADDRESSES_ON_ACCOUNT, from);
    tellShare(true, now);
    return told(signals, Outcome.FAILURE, subject, address);
  }

  Risk succeeded(LoginPlace place, String subject, String address, int failures) {
    Instant now = clock.instant();
    Habit habit = habits.habit(place.account());
    habits.save(place.account(), habit.with(place.site()));
    List<Signal> signals = new ArrayList<>();
    if (!place.isKnownDevice()) {
      add(signals, Signal.NEW_DEVICE, habit.logins());
    }
    if (!habit.sites().contains(place.site())) {
      add(signals, Signal.NEW_NETWORK, habit.logins());
    }
    add(signals, Signal.SUCCESS_AFTER_FAILURES, failures);
    add(
        signals,
        Signal.ADDRESSES_ON_ACCOUNT,
        lines.get(place.account()).map(spread -> spread.size(now)).orElse(0));
    tellShare(false, now);
    return told(signals, Outcome.SUCCESS, subject, address);
  }

  /** Whoever finds a refresh value used twice writes that down; this weighs it. */
  void heard(@Observes SecurityEvent event) {
    if (event.kind().equals(Signal.REFRESH_REUSE.word())) {
      told(List.of(Signal.REFRESH_REUSE), event.outcome(), event.subject(), event.address());
    }
  }

  private void add(List<Signal> signals, Signal signal, int count) {
    if (limits.isReached(signal, count)) {
      signals.add(signal);
    }
  }

  private void tellShare(boolean failed, Instant now) {
    if (share.isUnusual(failed, now)) {
      told(List.of(Signal.FAILURE_SHARE), Outcome.FAILURE, null, null);
    }
  }

  private Risk told(List<Signal> signals, Outcome outcome, String subject, String address) {
    Risk risk = limits.risk(signals.stream().filter(limits::isOn).toList());
    tell(risk, outcome, subject, address);
    return risk;
  }

  private void tell(Risk risk, Outcome outcome, String subject, String address) {
    Map<String, String> details =
        Map.of("risk", String.valueOf(risk.figure()), "high", String.valueOf(risk.isHigh()));
    risk.signals().stream()
        .filter(signal -> isNews(signal, subject))
        .map(
            signal ->
                new SecurityEvent("anomaly_" + signal.word(), outcome, subject, address, details))
        .forEach(audit::record);
  }

  private boolean isNews(Signal signal, String subject) {
    Instant now = clock.instant();
    String key = signal.word() + " " + subject;
    boolean isNews = told.get(key).filter(at -> at.plus(QUIET).isAfter(now)).isEmpty();
    if (isNews) {
      told.put(key, now);
    }
    return isNews;
  }
}
