package ai.karen.provider.control;

import ai.karen.provider.entity.Delta;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderOutage;
import ai.karen.provider.entity.ProviderRefusal;
import ai.karen.provider.entity.Usage;
import ai.karen.timing.control.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * One call to one provider, under its timers. Until the first token the answer is held back, so
 * that another provider can still take over unseen; from then on it flows to whoever it is
 * delivered to.
 */
final class Attempt implements DeltaReceiver {
  /** Pieces without a token that a provider may send before it counts as one that says nothing. */
  static final int MOST_SILENT_PIECES = 1_000;

  /** How long a provider that has finished may take to say so, and what it cost. */
  static final Duration FAREWELL = Duration.ofMillis(500);

  private final Link link;
  private final Call call;
  private final Cancellation question;
  private final Timer timer;
  private final long startedAt;
  private final Watch idle;
  private final Told told = new Told();
  private final CompletableFuture<Void> firstToken = new CompletableFuture<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile Timer.Timeout silence;
  private volatile HeldDeltas beginning;
  private volatile DeltaReceiver receiver;
  private volatile Duration timeToFirstToken;
  private volatile boolean abandoned;
  private volatile Timer.Timeout farewell = () -> {};

  /**
   * @param question ends everything that is done for the question; the call's own cancellation may
   *     also be used for less
   */
  Attempt(Link link, Call call, Cancellation question, Duration idleLimit, Timer timer) {
    this.link = link;
    this.call = call;
    this.question = question;
    this.timer = timer;
    this.startedAt = timer.nanoTime();
    this.idle = new Watch(timer, idleLimit, () -> cancel(ProviderOutage.stalledFor(idleLimit)));
  }

  /** Asks; the provider has to begin within the limit. */
  void ask(Provider provider, SilenceLimit limit) {
    silence = timer.schedule(limit.time(), () -> cancel(limit.failure()));
    question.onCancel(why -> cancel(hasBegun() ? why : limit.atTheEnd(why, latency())));
    // First, because the last to register hears it first: the provider's own word goes before ours.
    call.cancellation().onCancel(this::takenBack);
    chat(provider).whenComplete((whole, failure) -> ended(failure));
  }

  void cancel(ProviderFailure why) {
    call.cancellation().cancel(why);
  }

  /** What it says is not what the caller has been given the beginning of. */
  void abandon() {
    abandoned = true;
    cancel(ProviderRefusal.cancelled(AnotherAnswer.WORDS));
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** Completes with the first token; fails as the provider's stage does. */
  CompletionStage<Void> firstToken() {
    return firstToken;
  }

  /** Completes when the answer is whole and handed over; fails as the provider's stage does. */
  CompletionStage<Void> end() {
    return end;
  }

  void deliverTo(DeltaReceiver newReceiver) {
    receiver = newReceiver;
    beginning.handTo(newReceiver);
  }

  @Override
  public void onStart(Flow.Subscription demand) {
    beginning = new HeldDeltas(watched(demand));
    beginning.requestFromProvider();
  }

  @Override
  public void onUsage(Usage reported) {
    told.note(reported);
  }

  @Override
  public void onMalformed() {
    told.noteMalformed();
  }

  @Override
  public void onDelta(Delta delta) {
    if (delta.carriesToken() || delta.finishes()) {
      idle.came();
    }
    told.note(delta);
    if (delta.finishes() && call.isSingle()) {
      expectFarewell();
    }
    if (timeToFirstToken == null) {
      hold(delta);
    } else {
      receiver.onDelta(delta);
    }
  }

  @Override
  public void onLull() {
    DeltaReceiver to = receiver;
    if (to != null) {
      to.onLull();
    }
  }

  /** Whether the first token came, so that nobody else may answer. */
  boolean hasBegun() {
    return firstToken.isDone() && !firstToken.isCompletedExceptionally();
  }

  Link link() {
    return link;
  }

  String provider() {
    return link.provider();
  }

  /** The model as the provider names it, once it has spoken. */
  String model() {
    return told.modelOr(call.model());
  }

  Duration latency() {
    return Duration.ofNanos(timer.nanoTime() - startedAt);
  }

  /** Null before the first token. */
  Duration timeToFirstToken() {
    return timeToFirstToken;
  }

  Usage usage() {
    return told.usage();
  }

  /** Pieces that could not be read, and were skipped. */
  int malformed() {
    return told.malformed();
  }

  private void hold(Delta delta) {
    beginning.add(delta);
    if (!call.streaming() || delta.carriesToken() || delta.finishes()) {
      silence.cancel();
      timeToFirstToken = latency();
      idle.start();
      firstToken.complete(null);
    } else if (beginning.size() >= MOST_SILENT_PIECES) {
      cancel(ProviderOutage.unreachable(MOST_SILENT_PIECES + " pieces without a token"));
    } else {
      beginning.requestFromProvider();
    }
  }

  /** Some never close a stream; what is whole then is whole for the adapter, too. */
  private void expectFarewell() {
    farewell =
        timer.schedule(
            FAREWELL, () -> cancel(ProviderRefusal.cancelled("finished without an end")));
  }

  /** An adapter that throws has a defect, which must not cost the caller the other providers. */
  private CompletionStage<Void> chat(Provider provider) {
    try {
      return provider.chat(call, this);
    } catch (RuntimeException defect) {
      return CompletableFuture.failedFuture(defect);
    }
  }

  /** Before the first token nothing waits for a provider that does not hear. */
  private void takenBack(ProviderFailure why) {
    if (firstToken.completeExceptionally(why)) {
      silence.cancel();
      idle.stop();
      end.completeExceptionally(why);
    }
  }

  private void ended(Throwable failure) {
    silence.cancel();
    idle.stop();
    farewell.cancel();
    if (failure != null || beginning == null) {
      failed(failure == null ? ProviderOutage.unreachable("ended without an answer") : failure);
    } else {
      firstToken.complete(null);
      beginning.handedOver().thenRun(() -> end.complete(null));
      question.onCancel(end::completeExceptionally);
    }
  }

  /**
   * What was held back is handed over first, so that the caller gets every word that came; but a
   * call that was taken back has nobody to hand it to.
   */
  private void failed(Throwable failure) {
    if (firstToken.completeExceptionally(failure) || call.cancellation().isCancelled()) {
      end.completeExceptionally(failure);
    } else {
      beginning.handedOver().thenRun(() -> end.completeExceptionally(failure));
      call.cancellation().onCancel(why -> end.completeExceptionally(failure));
    }
  }

  private Flow.Subscription watched(Flow.Subscription demand) {
    return new Flow.Subscription() {
      @Override
      public void request(long count) {
        idle.waiting(count);
        demand.request(count);
      }

      @Override
      public void cancel() {
        demand.cancel();
      }
    };
  }
}
