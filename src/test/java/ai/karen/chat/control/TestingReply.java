package ai.karen.chat.control;

import ai.karen.json.entity.Json;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.control.Reply;
import ai.karen.provider.entity.Delta;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** An answer that is given by hand. */
final class TestingReply implements Reply {
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private DeltaReceiver taking;

  CompletableFuture<Void> end() {
    return end;
  }

  void say(String text) {
    JsonObject choice =
        Json.createObjectBuilder()
            .add("delta", Json.createObjectBuilder().add("content", text))
            .build();
    taking.onDelta(
        Delta.of(
            Json.createObjectBuilder()
                .add("choices", Json.createArrayBuilder().add(choice))
                .build()));
  }

  /** Who takes everything and does nothing with it. */
  DeltaReceiver receiver() {
    return new DeltaReceiver() {
      @Override
      public void onStart(Flow.Subscription demand) {
        demand.request(1);
      }

      @Override
      public void onDelta(Delta delta) {
        // Taken.
      }
    };
  }

  @Override
  public String provider() {
    return "p";
  }

  @Override
  public String model() {
    return "m";
  }

  @Override
  public int attempts() {
    return 1;
  }

  @Override
  public boolean isDegraded() {
    return false;
  }

  @Override
  public boolean isSubstituted() {
    return false;
  }

  @Override
  public JsonObject provenance() {
    return Json.createObjectBuilder().add("provider", "p").build();
  }

  @Override
  public CompletionStage<Void> deliver(DeltaReceiver receiver) {
    taking = receiver;
    return end;
  }
}
