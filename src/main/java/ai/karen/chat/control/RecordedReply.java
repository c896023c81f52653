package ai.karen.chat.control;

import ai.karen.conversation.control.Dialogue;
import ai.karen.conversation.control.Opening;
import ai.karen.conversation.control.Stored;
import ai.karen.conversation.entity.Message;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.control.Reply;
import ai.karen.timing.control.Timer;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An answer that is kept while it is delivered: whoever was told its end can read it again.
 * Thread-safe.
 */
final class RecordedReply implements ConversationReply {
  private final Reply reply;
  private final Opening opening;
  private final Dialogue dialogue;
  private final Checkpoints checkpoints;
  private final Runnable onEnd;
  private final AtomicReference<Stored<Message>> stored = new AtomicReference<>();

  /**
   * @param onEnd runs when nothing more is kept
   */
  RecordedReply(Reply reply, Opening opening, Dialogue dialogue, Timer timer, Runnable onEnd) {
    this.reply = reply;
    this.opening = opening;
    this.dialogue = dialogue;
    this.checkpoints = new Checkpoints(dialogue, opening.by(), timer);
    this.onEnd = onEnd;
  }

  @Override
  public Message question() {
    return opening.question();
  }

  @Override
  public boolean isKept() {
    return stored.get() != null;
  }

  @Override
  public Message answer() {
    return stored.get().value();
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
  public boolean isSubstituted() {
    return reply.isSubstituted();
  }

  @Override
  public List<String> degradations() {
    List<String> all = new ArrayList<>(reply.degradations());
    Stored<Message> kept = stored.get();
    if (opening.degraded() || kept != null && kept.degraded()) {
      all.add("database");
    }
    return all;
  }

  @Override
  public JsonObject provenance() {
    return Provenance.of(reply.provenance(), opening);
  }

  @Override
  public CompletionStage<Void> deliver(DeltaReceiver receiver) {
    return reply
        .deliver(new Recorder(receiver, checkpoints))
        .handle((whole, failure) -> failure == null ? complete() : interrupt(failure))
        .thenCompose(kept -> kept)
        .whenComplete((kept, failure) -> onEnd.run());
  }

  private CompletionStage<Void> complete() {
    checkpoints.stop();
    String karen = reply.provenance().toString();
    return dialogue
        .complete(opening.by(), checkpoints::isBegun, checkpoints.text(), reply.model(), karen)
        .thenAccept(stored::set);
  }

  private CompletionStage<Void> interrupt(Throwable failure) {
    return checkpoints
        .interrupt()
        .thenCompose(kept -> CompletableFuture.<Void>failedFuture(failure));
  }
}
