package ai.karen.provider.control;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderRefusal;
import ai.karen.timing.control.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One question's way along its chain. Steps follow each other, each started by the end of the one
 * before, so that no two threads are in here at once.
 */
final class ChainRun {
  private static final Logger LOG = System.getLogger(ChainRun.class.getName());

  private static final String NOBODY_YET = "nobody had been asked yet";

  private final Inquiry inquiry;
  private final Question question;
  private final LinkPlan plan;
  private final AttemptLog log;
  private final ChainReport report;
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final Timer.Timeout deadline;
  private volatile Relay relay;

  ChainRun(Inquiry inquiry, ChainReport report) {
    this.inquiry = inquiry;
    this.question = inquiry.question();
    this.plan = inquiry.plan();
    this.log = inquiry.log();
    this.report = report;
    this.deadline = inquiry.timer().schedule(question.deadline().remaining(), this::late);
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
      if (relay != null) {
        relay.end().completeExceptionally(defect);
      }
    }
  }

  private void askNext() {
    if (question.cancellation().isCancelled()) {
      end(ProviderProblems.late(log.sentence(NOBODY_YET)), FailureKind.CANCELLED.word());
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
    Attempt attempt = inquiry.calls().attempt(step);
    Relay answer = new Relay(attempt);
    relay = answer;
    attempt.end().whenComplete((whole, thrown) -> guarded(() -> ended(step, answer, thrown)));
    attempt.firstToken().thenRun(() -> reply.complete(new ChainReply(question, plan, log, answer)));
    attempt.ask(step.known().provider(), plan.limit(step, question));
  }

  private void ended(LinkPlan.Step step, Relay answer, Throwable thrown) {
    Ending ending = inquiry.calls().record(step, answer.first(), thrown);
    if (answer.first().hasBegun()) {
      answered(step.link(), answer, ending);
    } else if (ending instanceof Ending.Failed failed) {
      goOn(step, failed.failure());
    } else {
      askNext();
    }
  }

  /** The caller has got some or all of it: from here on nobody else answers in its place. */
  private void answered(Link link, Relay answer, Ending ending) {
    if (ending instanceof Ending.Failed failed) {
      new Rescuer(inquiry, answer, this::guarded, end -> over(answer, end)).rescue(link, failed);
    } else {
      over(answer, ending);
    }
  }

  private void over(Relay answer, Ending ending) {
    deadline.cancel();
    if (ending instanceof Ending.Failed failed) {
      report.answered(answer, failed.outcome());
      answer.end().completeExceptionally(failed.failure());
    } else {
      report.answered(answer, AttemptLog.OK);
      answer.end().complete(null);
    }
  }

  private void goOn(LinkPlan.Step step, ProviderFailure failure) {
    if (failure.kind() == FailureKind.TOO_LONG) {
      plan.tooLongFor(step.known(), failure);
    }
    Verdict verdict = inquiry.policy().after(failure, step.link(), step.known().health());
    if (verdict instanceof Verdict.Retry retry) {
      Wait wait = new Wait(() -> guarded(() -> askAgain(step)));
      wait.begin(retry.after(), inquiry.timer(), question.cancellation());
    } else if (verdict instanceof Verdict.Stop) {
      stop(failure);
    } else {
      askNext();
    }
  }

  private void askAgain(LinkPlan.Step step) {
    Optional<Admission> admission =
        question.cancellation().isCancelled()
            ? Optional.empty()
            : step.known().health().admitRetry();
    admission.ifPresentOrElse(right -> call(step.again(right)), this::askNext);
  }

  private void exhausted() {
    if (plan.metBusy()) {
      end(ProviderProblems.busy(log.sentence(NOBODY_YET)), "busy");
      return;
    }
    plan.tooLong()
        .ifPresentOrElse(
            this::stop,
            () -> end(ProviderProblems.exhausted(everybody(), plan.soonest()), "exhausted"));
  }

  /** Whom the chain had, and why the last resort was not asked where it was there. */
  private String everybody() {
    String chain = log.sentence("no provider is configured");
    Optional<String> lack = plan.whyNoLastResort();
    lack.ifPresent(reason -> log.passOver(Provider.LAST_RESORT, reason));
    return lack.map(reason -> chain + ", " + Provider.LAST_RESORT + ": " + reason).orElse(chain);
  }

  private void stop(ProviderFailure failure) {
    Problem problem =
        failure.kind() == FailureKind.CANCELLED
            ? ProviderProblems.cancelled(failure, log.sentence(NOBODY_YET))
            : ProviderProblems.refused(failure);
    end(problem, failure.kind().word());
  }

  private void end(Problem problem, String outcome) {
    deadline.cancel();
    report.unanswered(outcome);
    Map<String, String> headers = Map.of("x-karen-attempts", String.valueOf(log.count()));
    Problem told = problem.withMembers(log.members(question.route().chain()));
    reply.completeExceptionally(new ProblemException(told, headers));
  }

  private void late() {
    question.cancellation().cancel(ProviderRefusal.late());
  }
}
