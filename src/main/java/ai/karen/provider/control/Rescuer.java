package ai.karen.provider.control;

import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderOutage;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Completes a stream that broke, unseen by its caller: somebody goes on where it ended, or gives
 * the same answer again. Steps follow each other, so that no two threads are in here at once.
 */
final class Rescuer {
  private final Inquiry inquiry;
  private final Relay relay;
  private final RescuePlan ways;
  private final Consumer<Runnable> guard;
  private final Consumer<Ending> over;
  private Ending.Failed broken;

  /**
   * @param guard runs a step, so that a defect in it does not leave the caller waiting
   * @param over hears how the stream ended in the end
   */
  Rescuer(Inquiry inquiry, Relay relay, Consumer<Runnable> guard, Consumer<Ending> over) {
    this.inquiry = inquiry;
    this.relay = relay;
    this.guard = guard;
    this.over = over;
    LinkPlan plan = inquiry.plan();
    this.ways = new RescuePlan(plan.takeRest(), link -> plan.known(link).profile().prefill());
  }

  /** This one gave some of the answer, and no more will come of it. */
  void rescue(Link link, Ending.Failed failed) {
    broken = failed;
    if (isWorthTrying(failed.failure())) {
      relay.breakOff();
      ways.broke(link);
      tryNext();
    } else {
      over.accept(failed);
    }
  }

  private boolean isWorthTrying(ProviderFailure failure) {
    return inquiry.resumes()
        && inquiry.question().streaming()
        && Choices.wanted(inquiry.question().body()) == 1
        && relay.transcript().isResumable()
        && !isFinal(failure);
  }

  /** The caller went away, the deadline passed, or the content filter spoke. */
  private static boolean isFinal(ProviderFailure failure) {
    return failure.kind() == FailureKind.CANCELLED || failure.kind() == FailureKind.REJECTED;
  }

  private void tryNext() {
    boolean asked = false;
    Optional<Rescue> way = nextWay();
    while (!asked && way.isPresent()) {
      asked = asks(way.get());
      way = asked ? way : nextWay();
    }
    if (!asked) {
      over.accept(broken);
    }
  }

  private Optional<Rescue> nextWay() {
    return inquiry.question().cancellation().isCancelled() ? Optional.empty() : ways.next();
  }

  private boolean asks(Rescue way) {
    JsonObject question = inquiry.question().body();
    Optional<JsonObject> body =
        way.continues() ? Prefill.of(question, relay.transcript()) : Optional.of(question);
    if (body.isEmpty() || way.again() && !mayAskAgain(way.link())) {
      return false;
    }
    Optional<LinkPlan.Step> step = inquiry.plan().step(way.link(), inquiry.log());
    step.ifPresent(it -> ask(way, it, body.get()));
    return step.isPresent();
  }

  private boolean mayAskAgain(Link link) {
    return inquiry.plan().known(link).health().takeRetry();
  }

  private void ask(Rescue way, LinkPlan.Step step, JsonObject body) {
    if (!way.again()) {
      step.known().health().called();
    }
    Calls calls = inquiry.calls();
    Attempt attempt = way.continues() ? calls.continuing(step, body) : calls.attempt(step);
    Joint joint = joint(way);
    attempt
        .end()
        .whenComplete(
            (whole, thrown) ->
                guard.accept(
                    () -> ended(way, attempt, joint, calls.record(step, attempt, thrown))));
    attempt.firstToken().thenRun(() -> guard.accept(() -> relay.follow(attempt, joint)));
    attempt.ask(
        step.known().provider(), inquiry.plan().limit(step, inquiry.question(), !ways.isLast()));
  }

  private Joint joint(Rescue way) {
    String text = relay.transcript().text();
    return way.continues()
        ? new Continuation(text, text.substring(text.stripTrailing().length()))
        : new Repetition(text);
  }

  private void ended(Rescue way, Attempt attempt, Joint joint, Ending ending) {
    if (!(ending instanceof Ending.Failed failed)) {
      goOnUnlessWhole(ending);
    } else if (isFinal(failed.failure()) && !attempt.isAbandoned()) {
      over.accept(failed);
    } else if (attempt.hasBegun() && joint.isPassed()) {
      rescue(way.link(), failed);
    } else {
      forget(way, attempt, failed.failure());
      tryNext();
    }
  }

  private void goOnUnlessWhole(Ending ending) {
    if (ending instanceof Ending.Whole) {
      over.accept(ending);
    } else {
      tryNext();
    }
  }

  /** Who only refused to go on with another's text may still repeat it. */
  private void forget(Rescue way, Attempt attempt, ProviderFailure failure) {
    boolean saidNothing = failure.kind() == FailureKind.SILENT;
    if (failure instanceof ProviderOutage || saidNothing || attempt.isAbandoned()) {
      ways.failed(way.link());
    }
  }
}
