package ai.karen.provider.adapter.anthropic;

import ai.karen.provider.adapter.wire.Breakers;
import ai.karen.provider.control.Call;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.control.Provider;
import ai.karen.provider.control.ProviderProfile;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Anthropic, or whoever speaks its Messages API, behind a circuit breaker of its own. */
final class AnthropicProvider implements Provider {
  private final ProviderProfile profile;
  private final AnthropicWire wire;
  private final TypedGuard<CompletionStage<Void>> breaker;

  AnthropicProvider(ProviderProfile profile, AnthropicWire wire) {
    this.profile = profile;
    this.wire = wire;
    this.breaker = Breakers.of(profile.id() + " chat", profile.breaker(), new TypeLiteral<>() {});
  }

  @Override
  public String id() {
    return profile.id();
  }

  @Override
  public ProviderProfile profile() {
    return profile;
  }

  @Override
  public CompletionStage<Void> chat(Call call, DeltaReceiver receiver) {
    return breaker.get(() -> wire.chat(call, receiver));
  }

  /** Refused at once: the Messages API makes no embeddings. */
  @Override
  public CompletionStage<JsonObject> embed(JsonObject body, Cancellation cancellation) {
    return wire.embed(body, cancellation);
  }

  @Override
  public CompletionStage<List<String>> models(Cancellation cancellation) {
    return wire.models(cancellation);
  }
}
