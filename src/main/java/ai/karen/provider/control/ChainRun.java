package ai.karen.provider.control;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.entity.AttemptEnded;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderRefusal;
import ai.karen.provider.entity.QuestionEnded;
import ai.karen.timing.control.Timer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One question's way along its chain. Steps follow each other, each started by the end of the one
 * before, so that no two threads are in here at once; what others read is volatile.
 */
final class ChainRun implements Reply {
  private final Question question;
  private final LinkPlan plan;
  private final RetryPolicy policy;
  private final ChainListener listener;
  private final Timer timer;
  private final AttemptLog log = new AttemptLog();
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final Timer.Timeout deadline;
  private volatile Attempt answering;
  private volatile CompletionStage<Void> end;

  ChainRun(
      Question question, LinkPlan plan, RetryPolicy policy, ChainListener listener, Timer timer) {
    this.question = question;
    this.plan = plan;
    this.policy = policy;
    this.listener = listener;
    this.timer = timer;
    this.deadline = timer.schedule(question.deadline().remaining(), this::late);
  }

  CompletionStage<Reply> start() {
    askNext();
    return reply;
  }

  @Override
  public String provider() {
    return answering.link().provider();
  }

  @Override
  public String model() {
    return answering.model();
  }

  @Override
  public int attempts() {
    return log.count() + 1;
  }

  @Override
  public boolean isDegraded() {
    return plan.isDegraded(provider());
  }

  @Override
  public boolean isSubstituted() {
    return question.route().substituted();
  }

  @Override
  public JsonObject provenance() {
    return Json.createObjectBuilder()
        .add("provider", provider())
        .add("chain", question.route().chain())
        .add("degraded", isDegraded())
        .add("attempts", log.json(answering))
        .add("passed_over", log.passedOver())
        .build();
  }

  @Override
  public CompletionStage<Void> deliver(DeltaReceiver receiver) {
    answering.deliverTo(receiver);
    return end;
  }

  private void askNext() {
    if (question.cancellation().isCancelled()) {
      end(ProviderProblems.late(log.sentence()), FailureKind.CANCELLED.word());
      return;
    }
    plan.next(log).ifPresentOrElse(this::ask, this::exhausted);
  }

  private void ask(LinkPlan.Step step) {
    plan.asked(step);
    step.known().health().called();
    Attempt attempt = attempt(step);
    CompletionStage<Void> recorded =
        attempt.end().whenComplete((whole, failure) -> record(step, attempt, failure));
    attempt
        .firstToken()
        .whenComplete(
            (begun, failure) -> {
              if (failure == null) {
                answeredBy(attempt, recorded);
              }
            });
    attempt.ask(step.known().provider(), plan.limit(step, question));
  }

  private Attempt attempt(LinkPlan.Step step) {
    Cancellation cancellation = new Cancellation();
    question.cancellation().onCancel(cancellation::cancel);
    JsonObject body = Json.createObjectBuilder(question.body()).add("model", step.model()).build();
    Call call = new Call(body, question.streaming(), cancellation);
    return new Attempt(step.link(), call, step.known().profile().patience().idle(), timer);
  }

  private void answeredBy(Attempt attempt, CompletionStage<Void> recorded) {
    answering = attempt;
    end = recorded;
    reply.complete(this);
  }

  private void record(LinkPlan.Step step, Attempt attempt, Throwable thrown) {
    if (thrown == null) {
      step.known().health().succeeded(attempt.latency());
      tell(attempt, "ok");
      over("ok");
    } else if (Failures.isRejectedByGuard(thrown)) {
      step.known().health().rejectedByGuard();
      log.passOver(step.link().provider(), "breaker open");
      askNext();
    } else {
      failed(step, attempt, Failures.of(thrown));
    }
  }

  private void failed(LinkPlan.Step step, Attempt attempt, ProviderFailure failure) {
    step.known().health().failed(failure);
    String outcome = outcome(failure, step.link());
    tell(attempt, outcome);
    log.add(attempt, outcome);
    if (answering == attempt) {
      over(outcome);
    } else {
      goOn(step, failure);
    }
  }

  private void goOn(LinkPlan.Step step, ProviderFailure failure) {
    if (failure.kind() == FailureKind.TOO_LONG) {
      plan.tooLongFor(step.known(), failure);
    }
    Verdict verdict = policy.after(failure, step.link(), step.known().health());
    if (verdict instanceof Verdict.Retry retry) {
      timer.schedule(retry.after(), () -> askAgain(step));
    } else if (verdict instanceof Verdict.Stop) {
      stop(failure);
    } else {
      askNext();
    }
  }

  private void askAgain(LinkPlan.Step step) {
    if (!question.cancellation().isCancelled() && step.known().health().admit()) {
      ask(step);
    } else {
      askNext();
    }
  }

  private void exhausted() {
    plan.tooLong()
        .ifPresentOrElse(
            this::stop,
            () ->
                end(
                    ProviderProblems.exhausted(log.sentence(), plan.soonest(question)),
                    "exhausted"));
  }

  private void stop(ProviderFailure failure) {
    Problem problem =
        failure.kind() == FailureKind.CANCELLED
            ? ProviderProblems.late(log.sentence())
            : ProviderProblems.refused(failure);
    end(problem, failure.kind().word());
  }

  private void end(Problem problem, String outcome) {
    over(outcome);
    reply.completeExceptionally(new ProblemException(problem));
  }

  private void late() {
    question.cancellation().cancel(ProviderRefusal.cancelled("the request's deadline passed"));
  }

  private void tell(Attempt attempt, String outcome) {
    listener.attemptEnded(
        new AttemptEnded(
            question.requestId(),
            question.route().chain(),
            attempt.link().provider(),
            attempt.model(),
            outcome,
            attempt.latency(),
            attempt.timeToFirstToken(),
            attempt.usage()));
  }

  private void over(String outcome) {
    deadline.cancel();
    Attempt attempt = answering;
    listener.questionEnded(
        new QuestionEnded(
            question.requestId(),
            question.route().chain(),
            attempt == null ? null : attempt.link().provider(),
            attempt == null ? null : attempt.model(),
            question.streaming(),
            outcome,
            log.count() + (outcome.equals("ok") ? 1 : 0),
            attempt != null && isDegraded(),
            question.deadline().elapsed(),
            attempt == null ? null : attempt.timeToFirstToken()));
  }

  /** A refusal is the caller's fault only where the caller chose the model. */
  private static String outcome(ProviderFailure failure, Link link) {
    if (failure.kind() == FailureKind.INVALID) {
      return link.named() ? "callers_fault" : "unsupported";
    }
    return failure.kind().word();
  }
}
