package ai.karen.provider.control;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletionStage;

/** The answer of one attempt, with how the chain came to it. Thread-safe. */
final class ChainReply implements Reply {
  private final Question question;
  private final LinkPlan plan;
  private final AttemptLog log;
  private final Attempt attempt;
  private final CompletionStage<Void> end;

  /**
   * @param end completes after everything about the attempt was written down
   */
  ChainReply(
      Question question,
      LinkPlan plan,
      AttemptLog log,
      Attempt attempt,
      CompletionStage<Void> end) {
    this.question = question;
    this.plan = plan;
    this.log = log;
    this.attempt = attempt;
    this.end = end;
  }

  @Override
  public String provider() {
    return attempt.provider();
  }

  @Override
  public String model() {
    return attempt.model();
  }

  @Override
  public int attempts() {
    return log.countWith(attempt);
  }

  @Override
  public boolean isDegraded() {
    return plan.isDegraded(attempt.link());
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
        .add("attempts", log.json(attempt))
        .add("passed_over", log.passedOver())
        .build();
  }

  @Override
  public CompletionStage<Void> deliver(DeltaReceiver receiver) {
    attempt.deliverTo(receiver);
    return end;
  }
}
