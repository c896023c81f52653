package ai.karen.provider.adapter.compatible;

import ai.karen.provider.adapter.wire.Account;
import ai.karen.provider.adapter.wire.Breakers;
import ai.karen.provider.adapter.wire.ChatCompletionsWire;
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

/**
 * Anybody who speaks OpenAI's chat completions: vLLM, Azure, Groq, Mistral, llama-server and more.
 */
final class CompatibleProvider implements Provider {
  private final ProviderProfile profile;
  private final ChatCompletionsWire wire;
  private final TypedGuard<CompletionStage<Void>> chatBreaker;
  private final TypedGuard<CompletionStage<JsonObject>> embedBreaker;

  CompatibleProvider(Account account, ChatCompletionsWire wire) {
    this.profile = account.profile();
    this.wire = wire;
    this.chatBreaker =
        Breakers.of(profile.id() + " chat", profile.breaker(), new TypeLiteral<>() {});
    this.embedBreaker =
        Breakers.of(profile.id() + " embed", profile.breaker(), new TypeLiteral<>() {});
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
    return chatBreaker.get(() -> wire.chat(call, receiver));
  }

  @Override
  public CompletionStage<JsonObject> embed(JsonObject body, Cancellation cancellation) {
    return embedBreaker.get(() -> wire.embed(body, cancellation));
  }

  @Override
  public CompletionStage<List<String>> models(Cancellation cancellation) {
    return wire.models(cancellation);
  }
}
