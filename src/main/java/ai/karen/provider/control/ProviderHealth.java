package ai.karen.provider.control;

import ai.karen.provider.entity.BreakerState;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderOutage;
import ai.karen.provider.entity.ProviderStatus;
import ai.karen.timing.control.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one provider from its live calls: the chain asks it before each call, status
 * shows it. Thread-safe.
 */
public final class ProviderHealth {
  /** How long a provider without credit is left alone. */
  static final Duration EXHAUSTED_REST = Duration.ofSeconds(60);

  private final ProviderProfile profile;
  private final Clock clock;
  private final BreakerView breaker;
  private final RetryBudget retries;
  private final CoolDown coolDown;
  private final Concurrency calls;
  private final EmbeddingHealth embeddings;
  private BreakerState shownState = BreakerState.CLOSED;
  private Instant since;
  private String lastOutcome;
  private Instant lastOutcomeAt;
  private String lastError;
  private Instant lastErrorAt;
  private Long lastLatencyMillis;

  public ProviderHealth(ProviderProfile profile, Timer timer, Clock clock) {
    this.profile = profile;
    this.clock = clock;
    this.breaker = new BreakerView(profile.breaker(), timer);
    this.retries = new RetryBudget(timer);
    this.coolDown = new CoolDown(timer);
    this.calls = new Concurrency(profile.maxConcurrent());
    this.embeddings = new EmbeddingHealth(new BreakerView(profile.breaker(), timer), calls);
    this.since = clock.instant();
  }

  /** Whether a call would be let through now; takes nothing. */
  public boolean isAvailable() {
    return profile.isConfigured() && !isCoolingDown() && breaker.isAdmitting();
  }

  /** How long the provider is left alone from now on; zero when it may be asked. */
  public Duration timeToNextAttempt() {
    return Duration.ofNanos(Math.max(coolDown.nanosLeft(), breaker.nanosToTrial()));
  }

  public boolean isCoolingDown() {
    return coolDown.nanosLeft() > 0;
  }

  /** Takes the right to one call; every call that got it is followed by one outcome. */
  Optional<Admission> admit() {
    if (!calls.take()) {
      return Optional.empty();
    }
    Optional<Admission> admission = breaker.admit();
    if (admission.isEmpty()) {
      calls.giveBack();
    }
    noteState();
    return admission;
  }

  /** Whether as many calls are under way as the provider may have at once. */
  boolean isBusy() {
    return calls.isExhausted();
  }

  /** Calls under way. */
  public int inFlight() {
    return calls.underWay();
  }

  EmbeddingHealth embeddings() {
    return embeddings;
  }

  /** The state of the breaker that embeddings have. */
  public BreakerState embeddingState() {
    return embeddings.state();
  }

  /** As {@link #admit}, after a wait in which the provider may have asked for a longer one. */
  Optional<Admission> admitRetry() {
    return isCoolingDown() ? Optional.empty() : admit();
  }

  /** Counts a call that is not a retry. */
  void called() {
    retries.called();
  }

  /** Takes one retry, where the budget allows it and the breaker is closed. */
  boolean takeRetry() {
    return breaker.state() == BreakerState.CLOSED && retries.take();
  }

  synchronized void succeeded(Admission admission, Duration latency) {
    calls.giveBack();
    breaker.succeeded(admission);
    lastLatencyMillis = latency.toMillis();
    noteOutcome("ok");
  }

  synchronized void failed(Admission admission, ProviderFailure failure) {
    calls.giveBack();
    if (failure.isNoEvidence()) {
      breaker.withdrawn(admission);
      noteState();
      return;
    }
    countForBreaker(admission, failure);
    rest(failure);
    noteFailure(failure);
  }

  private void rest(ProviderFailure failure) {
    failure.retryAfter().ifPresent(coolDown::extend);
    if (failure.kind() == FailureKind.EXHAUSTED) {
      coolDown.extend(EXHAUSTED_REST);
    }
  }

  /**
   * A free call came back. It counts for no breaker, but until the first live answer it is all that
   * is known: an Ollama that nobody installed must not look well.
   *
   * @param failure null when it succeeded
   */
  synchronized void probed(ProviderFailure failure) {
    if (lastLatencyMillis == null && failure == null) {
      lastOutcome = null;
    } else if (lastLatencyMillis == null) {
      noteFailure(failure);
    }
  }

  /**
   * A call of another kind failed, which has a breaker of its own: what the provider asked for and
   * said is noted all the same.
   */
  synchronized void refusedBesides(ProviderFailure failure) {
    if (!failure.isNoEvidence()) {
      rest(failure);
      lastError = failure.getMessage();
      lastErrorAt = clock.instant();
    }
  }

  void rejectedByGuard(Admission admission) {
    calls.giveBack();
    breaker.rejected(admission);
    noteState();
  }

  public synchronized ProviderStatus status() {
    noteState();
    Duration wait = timeToNextAttempt();
    return new ProviderStatus(
        profile.id(),
        profile.fault(),
        profile.defaultModel(),
        shownState,
        since,
        isHeldBack(wait) ? clock.instant().plus(wait) : null,
        lastOutcome,
        lastOutcomeAt,
        lastError,
        lastErrorAt,
        lastLatencyMillis);
  }

  /** An open breaker whose delay is over waits for the next question, which is a time, too. */
  private boolean isHeldBack(Duration wait) {
    return !wait.isZero() || shownState == BreakerState.OPEN;
  }

  /** A refusal shows that the provider is alive, as the guard sees it too. */
  private void countForBreaker(Admission admission, ProviderFailure failure) {
    if (failure instanceof ProviderOutage) {
      breaker.failed(admission);
    } else {
      breaker.succeeded(admission);
    }
  }

  private void noteFailure(ProviderFailure failure) {
    lastError = failure.getMessage();
    lastErrorAt = clock.instant();
    noteOutcome(failure.kind().word());
  }

  private void noteOutcome(String outcome) {
    lastOutcome = outcome;
    lastOutcomeAt = clock.instant();
    noteState();
  }

  private synchronized void noteState() {
    BreakerState now = breaker.state();
    if (now != shownState) {
      shownState = now;
      since = clock.instant();
    }
  }
}
