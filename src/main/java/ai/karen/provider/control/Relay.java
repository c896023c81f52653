package ai.karen.provider.control;

import ai.karen.provider.entity.Delta;
import ai.karen.provider.entity.Usage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Stands between the caller and whoever answers, so that another attempt can follow one that broke:
 * the caller asks for pieces here, and whose they are is no concern of its. Pieces come one after
 * the other, and those of an attempt after all of the one before.
 */
final class Relay implements Flow.Subscription {
  private final Transcript transcript = new Transcript();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final Attempt first;
  private volatile Attempt current;
  private volatile DeltaReceiver caller;
  private volatile boolean broken;
  private volatile Attempt latest;
  private Flow.Subscription source;
  private long demand;
  private volatile Usage usageBefore = Usage.NONE;

  Relay(Attempt first) {
    this.first = first;
    this.current = first;
    this.latest = first;
  }

  /** Who began to answer. */
  Attempt first() {
    return first;
  }

  /** Whose words the caller got last. */
  Attempt current() {
    return current;
  }

  /** Whether more than one attempt gave the answer. */
  boolean isResumed() {
    return current != first;
  }

  /** Whether it broke, and others were asked to complete it. */
  boolean isBroken() {
    return broken;
  }

  void breakOff() {
    broken = true;
  }

  /** Of all attempts that gave the answer, as far as they told. */
  Usage usage() {
    return usageBefore.plus(latest.usage());
  }

  /** What the caller has; to be read between two attempts. */
  Transcript transcript() {
    return transcript;
  }

  /** Completes when the answer is whole and handed over, or nobody can complete it. */
  CompletableFuture<Void> end() {
    return end;
  }

  CompletionStage<Void> deliverTo(DeltaReceiver receiver) {
    caller = receiver;
    receiver.onStart(this);
    first.deliverTo(new Following(first, null));
    return end;
  }

  /** Goes on with this attempt, which has begun. */
  void follow(Attempt next, Joint joint) {
    usageBefore = usageBefore.plus(latest.usage());
    latest = next;
    next.deliverTo(new Following(next, new Splice(transcript, joint, usageBefore)));
  }

  @Override
  public void request(long count) {
    Flow.Subscription asked;
    synchronized (this) {
      demand = Demand.sum(demand, count);
      asked = source;
    }
    if (asked != null) {
      asked.request(count);
    }
  }

  @Override
  public void cancel() {
    Flow.Subscription left;
    synchronized (this) {
      left = source;
    }
    if (left != null) {
      left.cancel();
    }
  }

  /** What the caller asked for and has not got is asked of this source. */
  private void draw(Flow.Subscription newSource) {
    long owed;
    synchronized (this) {
      source = newSource;
      owed = demand;
    }
    if (owed > 0) {
      newSource.request(owed);
    }
  }

  private void pass(Attempt from, Delta delta) {
    synchronized (this) {
      demand = demand == Long.MAX_VALUE ? demand : demand - 1;
    }
    current = from;
    transcript.note(delta);
    caller.onDelta(delta);
  }

  /** Takes one attempt's pieces. */
  private final class Following implements DeltaReceiver {
    private final Attempt attempt;
    private final Splice splice;
    private Flow.Subscription pieces;

    /**
     * @param splice null where nothing came before
     */
    private Following(Attempt attempt, Splice splice) {
      this.attempt = attempt;
      this.splice = splice;
    }

    @Override
    public void onStart(Flow.Subscription subscription) {
      pieces = subscription;
      draw(subscription);
    }

    @Override
    public void onDelta(Delta delta) {
      if (splice == null) {
        pass(attempt, delta);
      } else {
        passWhatFits(delta);
      }
    }

    @Override
    public void onLull() {
      caller.onLull();
    }

    private void passWhatFits(Delta delta) {
      try {
        splice
            .fit(delta)
            .ifPresentOrElse(fitting -> pass(attempt, fitting), () -> pieces.request(1));
      } catch (AnotherAnswer different) {
        attempt.abandon();
      }
    }
  }
}
