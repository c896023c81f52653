package ai.karen.provider.control;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderRefusal;
import ai.karen.timing.control.Timer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One question's way along its chain. Steps follow each other, each started by the end of the one
 * before, so that no two threads are in here at once.
 */
final class ChainRun {
  private static final Logger LOG = System.getLogger(ChainRun.class.getName());

  private final Question question;
  private final LinkPlan plan;
  private final RetryPolicy policy;
  private final Timer timer;
  private final AttemptLog log = new AttemptLog();
  private final ChainReport report;
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final Timer.Timeout deadline;

  ChainRun(
      Question question, LinkPlan plan, RetryPolicy policy, ChainListener listener, Timer timer) {
    this.question = question;
    this.plan = plan;
    this.policy = policy;
    this.timer = timer;
    this.report = new ChainReport(question, plan, log, listener);
    this.deadline = timer.schedule(question.deadline().remaining(), this::late);
  }

  CompletionStage<Reply> start() {
    guarded(this::askNext);
    return reply;
  }

  /** A step that fails by a defect of ours must end the question, or its caller waits for ever. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "Request " + question.requestId() + " failed in its chain", defect);
      deadline.cancel();
      reply.completeExceptionally(defect);
    }
  }

  private void askNext() {
    if (question.cancellation().isCancelled()) {
      end(ProviderProblems.late(log.sentence()), FailureKind.CANCELLED.word());
      return;
    }
    plan.next(log).ifPresentOrElse(this::askFirst, this::exhausted);
  }

  private void askFirst(LinkPlan.Step step) {
    plan.asked(step);
    step.known().health().called();
    call(step);
  }

  private void call(LinkPlan.Step step) {
    Attempt attempt = attempt(step);
    CompletionStage<Void> recorded =
        attempt
            .end()
            .whenComplete((whole, failure) -> guarded(() -> record(step, attempt, failure)));
    attempt
        .firstToken()
        .thenRun(() -> reply.complete(new ChainReply(question, plan, log, attempt, recorded)));
    attempt.ask(step.known().provider(), plan.limit(step, question));
  }

  private Attempt attempt(LinkPlan.Step step) {
    Cancellation cancellation = new Cancellation();
    question.cancellation().onCancel(cancellation::cancel);
    JsonObject body = Json.createObjectBuilder(question.body()).add("model", step.model()).build();
    Call call = new Call(body, question.streaming(), cancellation);
    return new Attempt(step.link(), call, step.known().profile().patience().idle(), timer);
  }

  private void record(LinkPlan.Step step, Attempt attempt, Throwable thrown) {
    if (thrown == null) {
      step.known().health().succeeded(attempt.latency());
      report.attemptEnded(attempt, AttemptLog.OK);
      answered(attempt, AttemptLog.OK);
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
    report.attemptEnded(attempt, outcome);
    if (attempt.hasBegun()) {
      answered(attempt, outcome);
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
      timer.schedule(retry.after(), () -> guarded(() -> askAgain(step)));
    } else if (verdict instanceof Verdict.Stop) {
      stop(failure);
    } else {
      askNext();
    }
  }

  private void askAgain(LinkPlan.Step step) {
    if (!question.cancellation().isCancelled() && step.known().health().admitRetry()) {
      call(step);
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

  private void answered(Attempt attempt, String outcome) {
    deadline.cancel();
    report.answered(attempt, outcome);
  }

  private void end(Problem problem, String outcome) {
    deadline.cancel();
    report.unanswered(outcome);
    Map<String, String> headers = Map.of("x-karen-attempts", String.valueOf(log.count()));
    reply.completeExceptionally(new ProblemException(problem, headers));
  }

  private void late() {
    question.cancellation().cancel(ProviderRefusal.cancelled("the request's deadline passed"));
  }

  /** A refusal is the caller's fault only where the caller chose the model. */
  private static String outcome(ProviderFailure failure, Link link) {
    if (failure.kind() == FailureKind.INVALID) {
      return link.named() ? "callers_fault" : "unsupported";
    }
    return failure.kind().word();
  }
}
