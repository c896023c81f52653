package ai.karen.provider.adapter.local;

import ai.karen.provider.control.BreakerLimits;
import ai.karen.provider.control.Call;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.control.Patience;
import ai.karen.provider.control.Provider;
import ai.karen.provider.control.ProviderProfile;
import ai.karen.provider.entity.ProviderRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the place of local models in the chains. This version runs none, and says so: it always
 * counts as unconfigured.
 */
@ApplicationScoped
public class LocalProvider implements Provider {
  private static final String FAULT = "this version of the engine runs no local models";

  @Override
  public String id() {
    return "local";
  }

  @Override
  public ProviderProfile profile() {
    return new ProviderProfile(
        id(),
        null,
        Integer.MAX_VALUE,
        true,
        ProviderProfile.MAX_CONCURRENT,
        Patience.DEFAULT,
        BreakerLimits.DEFAULT,
        FAULT);
  }

  @Override
  public CompletionStage<Void> chat(Call call, DeltaReceiver receiver) {
    return CompletableFuture.failedFuture(ProviderRefusal.misconfigured(FAULT));
  }

  @Override
  public CompletionStage<JsonObject> embed(JsonObject body, Cancellation cancellation) {
    return CompletableFuture.failedFuture(ProviderRefusal.misconfigured(FAULT));
  }

  @Override
  public CompletionStage<List<String>> models(Cancellation cancellation) {
    return CompletableFuture.completedFuture(List.of());
  }
}
