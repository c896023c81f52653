package ai.karen.provider.adapter.ollama;

import ai.karen.configuration.control.Settings;
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

/**
 * Ollama, by its OpenAI-compatible endpoint. It needs no key; without a model of the operator's
 * choice it is asked for the first one it has.
 */
@ApplicationScoped
public class OllamaProvider implements Provider {
  private static final String ID = "ollama";

  private final ProviderProfile profile;
  private final ChatCompletionsWire wire;

  /** For the container's client proxy. */
  protected OllamaProvider() {
    profile = null;
    wire = null;
  }

  @Inject
  public OllamaProvider(Accounts accounts, ChatCompletionsWires wires, Settings settings) {
    Account account = accounts.read(defaults(settings));
    profile = account.profile();
    wire = wires.toVendor(account);
  }

  @Override
  public String id() {
    return ID;
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
    return wire.chat(call, receiver);
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

  private static VendorDefaults defaults(Settings settings) {
    return new VendorDefaults(
        ID,
        OllamaHost.baseUrl(settings.text("OLLAMA_HOST", "")),
        null,
        Integer.MAX_VALUE,
        true,
        List.of(),
        false);
  }
}
