package ai.karen.chat.boundary;

import ai.karen.json.entity.Json;
import ai.karen.problem.boundary.ProblemBody;
import ai.karen.problem.entity.Causes;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.control.Failures;
import ai.karen.provider.control.ProviderProblems;
import ai.karen.provider.control.Reply;
import ai.karen.provider.entity.Delta;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * An answer as OpenAI's stream of chunks. A chunk that may be the last is held back until the next
 * one comes or the answer ends, because the last one also says how the answer came about.
 */
final class CompletionStream implements DeltaReceiver {
  private static final String DONE = "[DONE]";

  private final EventStream stream;
  private final Reply reply;
  private Delta closing;
  private Delta latest = Delta.of(JsonObject.EMPTY_JSON_OBJECT);
  private long delivered;

  CompletionStream(EventStream stream, Reply reply) {
    this.stream = stream;
    this.reply = reply;
  }

  /**
   * @param threads where the end is written; it may come on a timer's thread
   */
  void run(Executor threads) {
    reply.deliver(this).whenCompleteAsync((whole, failure) -> end(failure), threads);
  }

  @Override
  public void onStart(Flow.Subscription demand) {
    stream.readFrom(demand);
  }

  @Override
  public void onDelta(Delta delta) {
    delivered++;
    latest = delta;
    Delta before = closing;
    closing = delta.finishes() || delta.closes() ? delta : null;
    if (before != null) {
      stream.send(before.line());
    }
    if (closing == null) {
      stream.send(delta.line());
    }
    stream.askForMore();
  }

  @Override
  public void onLull() {
    stream.flush();
  }

  private void end(Throwable failure) {
    try {
      if (failure == null) {
        stream.send(withProvenance().line());
        stream.send(DONE);
      } else {
        fail(problem(failure));
      }
    } finally {
      stream.end();
    }
  }

  /** What is no provider's failure is told as it is: a whole answer that could not be kept. */
  private Problem problem(Throwable failure) {
    return Causes.of(failure) instanceof ProblemException known
        ? known.problem()
        : ProviderProblems.interrupted(Failures.of(failure), delivered);
  }

  private void fail(Problem problem) {
    if (closing != null) {
      stream.send(closing.line());
    }
    JsonObject event =
        Json.createObjectBuilder(ProblemBody.openAi(problem))
            .add("karen", reply.provenance())
            .build();
    stream.send(event.toString());
  }

  private Delta withProvenance() {
    JsonObject last = closing == null ? emptyChunk() : closing.json();
    return Delta.of(Json.createObjectBuilder(last).add("karen", reply.provenance()).build());
  }

  /** Where the last piece has been sent already: one more of its kind, without a choice. */
  private JsonObject emptyChunk() {
    JsonObjectBuilder chunk = Json.createObjectBuilder(latest.json());
    return chunk.add("choices", Json.createArrayBuilder()).remove("usage").build();
  }
}
