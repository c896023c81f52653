package ai.karen.provider.control;

import ai.karen.json.entity.Json;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.timing.control.Timer;
import jakarta.json.JsonObject;

/** Prepares the calls of one question, and writes down how each ended. Thread-safe. */
final class Calls {
  private final Question question;
  private final ChainReport report;
  private final AttemptLog log;
  private final Timer timer;

  Calls(Question question, ChainReport report, AttemptLog log, Timer timer) {
    this.question = question;
    this.report = report;
    this.log = log;
    this.timer = timer;
  }

  /** A call that has not begun, from the question's beginning. */
  Attempt attempt(LinkPlan.Step step) {
    return attempt(step, question.body(), false);
  }

  /** A call that has not begun, to go on with the answer that is the last message of the body. */
  Attempt continuing(LinkPlan.Step step, JsonObject body) {
    return attempt(step, body, true);
  }

  Ending record(LinkPlan.Step step, Attempt attempt, Throwable thrown) {
    ProviderHealth health = step.known().health();
    if (thrown == null) {
      health.succeeded(step.admission(), attempt.latency());
      report.attemptEnded(attempt, AttemptLog.OK);
      return new Ending.Whole();
    }
    if (Failures.isRejectedByGuard(thrown)) {
      health.rejectedByGuard(step.admission());
      log.passOver(step.link().provider(), "breaker open");
      return new Ending.Refused();
    }
    ProviderFailure failure = Failures.of(thrown);
    String outcome = attempt.isAbandoned() ? AttemptLog.DIFFERS : outcome(failure, step.link());
    health.failed(step.admission(), failure);
    report.attemptEnded(attempt, outcome);
    return new Ending.Failed(failure, outcome);
  }

  private Attempt attempt(LinkPlan.Step step, JsonObject from, boolean continuing) {
    JsonObject body = Json.createObjectBuilder(from).add("model", step.model()).build();
    Call call = new Call(body, question.streaming(), continuing, new Cancellation());
    return new Attempt(
        step.link(),
        call,
        question.cancellation(),
        step.known().profile().patience().idle(),
        timer);
  }

  /** A refusal is the caller's fault only where the caller chose the model. */
  private static String outcome(ProviderFailure failure, Link link) {
    if (failure.kind() == FailureKind.INVALID) {
      return link.named() ? "callers_fault" : "unsupported";
    }
    return failure.kind().word();
  }
}
