package ai.karen.chat.control;

import ai.karen.chat.entity.ChatRequest;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.control.Reply;
import ai.karen.provider.entity.Delta;
import ai.karen.provider.entity.Usage;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * An answer whose tokens are counted when it is over, also where it broke: by the provider's
 * figures, else by an estimate of what was asked and said. Thread-safe.
 */
final class MeteredReply implements Reply {
  private final Reply reply;
  private final ChatRequest request;
  private final LongFunction<CompletionStage<Void>> meter;
  private final Executor threads;

  /**
   * @param meter is told the tokens, once; the answer ends when it is done
   * @param threads for an estimate, which reads all that was asked: who ends an answer may be a
   *     timer that everybody waits for
   */
  MeteredReply(
      Reply reply,
      ChatRequest request,
      LongFunction<CompletionStage<Void>> meter,
      Executor threads) {
    this.reply = reply;
    this.request = request;
    this.meter = meter;
    this.threads = threads;
  }

  @Override
  public String provider() {
    return reply.provider();
  }

  @Override
  public String model() {
    return reply.model();
  }

  @Override
  public int attempts() {
    return reply.attempts();
  }

  @Override
  public boolean isDegraded() {
    return reply.isDegraded();
  }

  @Override
  public List<String> degradations() {
    return reply.degradations();
  }

  @Override
  public boolean isSubstituted() {
    return reply.isSubstituted();
  }

  @Override
  public JsonObject provenance() {
    return reply.provenance();
  }

  @Override
  public Usage usage() {
    return reply.usage();
  }

  @Override
  public CompletionStage<Void> deliver(DeltaReceiver receiver) {
    Listener listener = new Listener(receiver);
    CompletionStage<Void> over = reply.deliver(listener);
    return over.handle((whole, failure) -> counted(listener.said.get()))
        .thenCompose(written -> written)
        .thenCompose(written -> over);
  }

  private CompletionStage<Void> counted(long said) {
    Usage usage = reply.usage();
    return usage.equals(Usage.NONE)
        ? CompletableFuture.supplyAsync(() -> asked() + said, threads).thenCompose(meter::apply)
        : meter.apply(usage.promptTokens() + usage.completionTokens());
  }

  private long asked() {
    return TokenEstimate.ofMessage(String.valueOf(request.body().get("messages")));
  }

  /** Passes everything on, and estimates what was said. */
  private static final class Listener implements DeltaReceiver {
    private final DeltaReceiver receiver;
    private final AtomicLong said = new AtomicLong();

    private Listener(DeltaReceiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public void onStart(Flow.Subscription demand) {
      receiver.onStart(demand);
    }

    @Override
    public void onDelta(Delta delta) {
      said.addAndGet(tokens(delta));
      receiver.onDelta(delta);
    }

    @Override
    public void onLull() {
      receiver.onLull();
    }

    @Override
    public void onUsage(Usage usage) {
      receiver.onUsage(usage);
    }

    /** A piece of a stream is about a token; a whole answer is as long as its text. */
    private static long tokens(Delta delta) {
      if (delta.said() != null) {
        return delta.said().isEmpty() ? 0 : 1;
      }
      return delta.json().get("choices") instanceof JsonArray choices
          ? choices.stream().mapToLong(Listener::tokens).sum()
          : 0;
    }

    private static long tokens(JsonValue choice) {
      if (!(choice instanceof JsonObject object)) {
        return 0;
      }
      return object.get("message") instanceof JsonObject message
              && message.get("content") instanceof JsonString content
          ? TokenEstimate.ofMessage(content.getString())
          : object.containsKey("delta") ? 1 : 0;
    }
  }
}
