package ai.karen.provider.adapter.deepseek;

import ai.karen.provider.adapter.wire.Account;
import ai.karen.provider.adapter.wire.Accounts;
import ai.karen.provider.adapter.wire.ChatCompletionsWire;
import ai.karen.provider.adapter.wire.ChatCompletionsWires;
import ai.karen.provider.adapter.wire.VendorDefaults;
import ai.karen.provider.control.Call;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.control.Provider;
import ai.karen.provider.control.ProviderProfile;
import ai.karen.provider.entity.ProviderOutage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;

/** DeepSeek, by its OpenAI-compatible endpoint. */
@ApplicationScoped
public class DeepSeekProvider implements Provider {
  static final VendorDefaults DEFAULTS =
      new VendorDefaults(
          "deepseek",
          "https://api.deepseek.com",
          "deepseek-chat",
          128_000,
          true,
          List.of("DEEPSEEK_API_KEY"),
          true);

  private final ProviderProfile profile;
  private final ChatCompletionsWire wire;
  private final ChatCompletionsWire prefixWire;

  /** For the container's client proxy. */
  protected DeepSeekProvider() {
    profile = null;
    wire = null;
    prefixWire = null;
  }

  @Inject
  public DeepSeekProvider(Accounts accounts, ChatCompletionsWires wires) {
    Account account = accounts.read(DEFAULTS);
    profile = account.profile();
    wire = wires.toVendor(account);
    prefixWire = wires.toVendor(PrefixCompletion.account(account));
  }

  @Override
  public String id() {
    return DEFAULTS.id();
  }

  @Override
  public ProviderProfile profile() {
    return profile;
  }

  // Each adapter overrides the guarded methods itself: breakers are configured and counted by the
  // class that declares them.
  @Override
  @Asynchronous
  @CircuitBreaker(failOn = ProviderOutage.class)
  public CompletionStage<Void> chat(Call call, DeltaReceiver receiver) {
    return call.continuing()
        ? prefixWire.chat(PrefixCompletion.marked(call), receiver)
        : wire.chat(call, receiver);
  }

  @Override
  @Asynchronous
  @CircuitBreaker(failOn = ProviderOutage.class)
  public CompletionStage<JsonObject> embed(JsonObject body, Cancellation cancellation) {
    return wire.embed(body, cancellation);
  }

  @Override
  public CompletionStage<List<String>> models(Cancellation cancellation) {
    return wire.models(cancellation);
  }
}
