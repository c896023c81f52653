package ai.karen.provider.control;

import ai.karen.json.entity.Json;
import ai.karen.provider.entity.Usage;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletionStage;

/** An answer, with how the chain came to it. Thread-safe. */
final class ChainReply implements Reply {
  private final Question question;
  private final LinkPlan plan;
  private final AttemptLog log;
  private final Relay relay;

  ChainReply(Question question, LinkPlan plan, AttemptLog log, Relay relay) {
    this.question = question;
    this.plan = plan;
    this.log = log;
    this.relay = relay;
  }

  @Override
  public String provider() {
    return relay.current().provider();
  }

  @Override
  public String model() {
    return relay.current().model();
  }

  @Override
  public int attempts() {
    return log.countWith(relay.current());
  }

  @Override
  public boolean isDegraded() {
    return relay.isResumed() || plan.isDegraded(relay.current().link());
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
        .add("attempts", log.json(relay.current()))
        .add("passed_over", log.passedOver())
        .build();
  }

  @Override
  public Usage usage() {
    return relay.usage();
  }

  @Override
  public CompletionStage<Void> deliver(DeltaReceiver receiver) {
    return relay.deliverTo(receiver);
  }
}
