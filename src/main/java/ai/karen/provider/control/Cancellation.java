package ai.karen.provider.control;

import ai.karen.provider.entity.ProviderFailure;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Ends a call from outside, once, with a reason. Thread-safe. */
public final class Cancellation {
  private final CompletableFuture<ProviderFailure> reason = new CompletableFuture<>();

  /** The first reason counts; later ones are ignored. */
  public void cancel(ProviderFailure why) {
    reason.complete(why);
  }

  /** Calls back once when cancelled; at once when that has happened already. Must not block. */
  public void onCancel(Consumer<ProviderFailure> action) {
    reason.thenAccept(action);
  }

  public boolean isCancelled() {
    return reason.isDone();
  }
}
