package ai.karen.provider.control;

import ai.karen.provider.entity.AttemptEnded;
import ai.karen.provider.entity.QuestionEnded;

/** Writes down what happened on one question's way, and tells whoever listens. Thread-safe. */
final class ChainReport {
  private final Question question;
  private final LinkPlan plan;
  private final AttemptLog log;
  private final ChainListener listener;

  ChainReport(Question question, LinkPlan plan, AttemptLog log, ChainListener listener) {
    this.question = question;
    this.plan = plan;
    this.log = log;
    this.listener = listener;
  }

  void attemptEnded(Attempt attempt, String outcome) {
    log.add(attempt, outcome);
    listener.attemptEnded(
        new AttemptEnded(
            question.requestId(),
            question.route().chain(),
            attempt.provider(),
            attempt.model(),
            outcome,
            attempt.latency(),
            attempt.timeToFirstToken(),
            attempt.usage(),
            attempt.malformed()));
  }

  void answered(Relay relay, String outcome) {
    Attempt attempt = relay.current();
    listener.questionEnded(
        new QuestionEnded(
            question.requestId(),
            question.route().chain(),
            attempt.provider(),
            attempt.model(),
            question.streaming(),
            outcome,
            log.count(),
            relay.isResumed() || plan.isDegraded(attempt.link()),
            relay.isBroken(),
            question.deadline().elapsed(),
            relay.first().timeToFirstToken()));
  }

  void unanswered(String outcome) {
    listener.questionEnded(
        new QuestionEnded(
            question.requestId(),
            question.route().chain(),
            null,
            null,
            question.streaming(),
            outcome,
            log.count(),
            false,
            false,
            question.deadline().elapsed(),
            null));
  }
}
