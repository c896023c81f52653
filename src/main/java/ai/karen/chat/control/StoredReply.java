package ai.karen.chat.control;

import ai.karen.conversation.control.Opening;
import ai.karen.conversation.entity.Message;
import ai.karen.json.entity.Json;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.entity.Delta;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** An answer that was given before, handed over once more. Thread-safe. */
final class StoredReply implements ConversationReply {
  private final Opening opening;
  private final Message answer;
  private final JsonObject karen;

  StoredReply(Opening opening, Message answer) {
    this.opening = opening;
    this.answer = answer;
    this.karen =
        answer.karen() == null ? JsonObject.EMPTY_JSON_OBJECT : Json.readObject(answer.karen());
  }

  @Override
  public Message question() {
    return opening.question();
  }

  @Override
  public boolean isKept() {
    return true;
  }

  @Override
  public Message answer() {
    return answer;
  }

  @Override
  public String provider() {
    return karen.getString("provider", "unknown");
  }

  @Override
  public String model() {
    return answer.model() == null ? "unknown" : answer.model();
  }

  /** Nobody is asked this time. */
  @Override
  public int attempts() {
    return 0;
  }

  @Override
  public boolean isDegraded() {
    return karen.getBoolean("degraded", false);
  }

  @Override
  public boolean isSubstituted() {
    return false;
  }

  @Override
  public List<String> degradations() {
    return opening.degraded() ? List.of("database") : List.of();
  }

  @Override
  public JsonObject provenance() {
    return Provenance.of(karen, opening);
  }

  @Override
  public CompletionStage<Void> deliver(DeltaReceiver receiver) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Once handOver =
        new Once(
            () -> {
              receiver.onDelta(Delta.of(chunk()));
              finish(end);
            });
    receiver.onStart(
        new Flow.Subscription() {
          @Override
          public void request(long pieces) {
            handOver.run();
          }

          @Override
          public void cancel() {
            end.cancel(false);
          }
        });
    return end;
  }

  private void finish(CompletableFuture<Void> end) {
    if (answer.isComplete()) {
      end.complete(null);
    } else {
      end.completeExceptionally(interrupted());
    }
  }

  private JsonObject chunk() {
    JsonObjectBuilder choice =
        Json.createObjectBuilder()
            .add("index", 0)
            .add(
                "delta",
                Json.createObjectBuilder()
                    .add("role", Message.ASSISTANT)
                    .add("content", answer.content()));
    if (answer.isComplete()) {
      choice.add("finish_reason", "stop");
    } else {
      choice.addNull("finish_reason");
    }
    return Json.createObjectBuilder()
        .add("id", "chatcmpl-" + answer.id())
        .add("object", "chat.completion.chunk")
        .add("created", (int) answer.createdAt().getEpochSecond())
        .add("model", model())
        .add("choices", Json.createArrayBuilder().add(choice))
        .build();
  }

  /** A stream's end mark would say that the answer is whole. */
  private static ProblemException interrupted() {
    return new ProblemException(
        new Problem(
            502,
            "server_error",
            "stream_interrupted",
            "The answer was interrupted when it was first given; this is what is known of it",
            null,
            List.of("Ask again with another Idempotency-Key"),
            null,
            false));
  }
}
