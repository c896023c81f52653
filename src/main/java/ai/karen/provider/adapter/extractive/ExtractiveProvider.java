package ai.karen.provider.adapter.extractive;

import ai.karen.language.control.LanguageThreads;
import ai.karen.language.control.extractive.ExtractiveResponder;
import ai.karen.language.entity.ExtractiveAnswer;
import ai.karen.provider.control.BreakerLimits;
import ai.karen.provider.control.Call;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.control.ListedDeltas;
import ai.karen.provider.control.Patience;
import ai.karen.provider.control.Provider;
import ai.karen.provider.control.ProviderProfile;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderOutage;
import ai.karen.provider.entity.ProviderRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/** The built-in extractive responder as a provider. Needs nothing outside the engine. */
@ApplicationScoped
public class ExtractiveProvider implements Provider {
  private final ExtractiveResponder responder;
  private final LanguageThreads threads;
  private final CompletionShape shape;

  /** For the container's client proxy. */
  protected ExtractiveProvider() {
    this(null, null, null);
  }

  @Inject
  public ExtractiveProvider(
      ExtractiveResponder responder, LanguageThreads threads, CompletionShape shape) {
    this.responder = responder;
    this.threads = threads;
    this.shape = shape;
  }

  @Override
  public String id() {
    return LAST_RESORT;
  }

  @Override
  public ProviderProfile profile() {
    return new ProviderProfile(
        LAST_RESORT,
        ExtractiveAnswer.MODEL,
        Integer.MAX_VALUE,
        false,
        ProviderProfile.MAX_CONCURRENT,
        Patience.DEFAULT,
        BreakerLimits.DEFAULT,
        null);
  }

  @Override
  public CompletionStage<Void> chat(Call call, DeltaReceiver receiver) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    call.cancellation().onCancel(end::completeExceptionally);
    try {
      threads.answering().execute(() -> answer(call, receiver, end));
    } catch (RejectedExecutionException busy) {
      end.completeExceptionally(ProviderOutage.unreachable("too many answers at once"));
    }
    return end;
  }

  @Override
  public CompletionStage<JsonObject> embed(JsonObject body, Cancellation cancellation) {
    return CompletableFuture.failedFuture(
        new ProviderRefusal(
            FailureKind.INVALID, 400, null, "karen-extractive makes no embeddings", null));
  }

  @Override
  public CompletionStage<List<String>> models(Cancellation cancellation) {
    return CompletableFuture.completedFuture(List.of(ExtractiveAnswer.MODEL));
  }

  private void answer(Call call, DeltaReceiver receiver, CompletableFuture<Void> end) {
    if (end.isDone()) {
      return;
    }
    try {
      ExtractiveAnswer answer = responder.answer(Utterances.of(call.body()));
      new ListedDeltas(shape.deltas(answer, call), receiver, end).start();
    } catch (RuntimeException | LinkageError | OutOfMemoryError defect) {
      // The native embedder can fail in these ways too; nobody must wait for an answer then.
      end.completeExceptionally(defect);
    }
  }
}
