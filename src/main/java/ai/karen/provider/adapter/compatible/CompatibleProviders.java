package ai.karen.provider.adapter.compatible;

import ai.karen.provider.adapter.wire.Account;
import ai.karen.provider.adapter.wire.Accounts;
import ai.karen.provider.adapter.wire.ChatCompletionsWires;
import ai.karen.provider.adapter.wire.ExtraIds;
import ai.karen.provider.adapter.wire.VendorDefaults;
import ai.karen.provider.control.Provider;
import ai.karen.provider.control.ProviderSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The providers of {@code karen.providers.extra} that speak OpenAI's chat completions. */
@ApplicationScoped
public class CompatibleProviders implements ProviderSource {
  private final List<Provider> providers;

  /** For the container's client proxy. */
  protected CompatibleProviders() {
    providers = null;
  }

  @Inject
  public CompatibleProviders(ExtraIds extras, Accounts accounts, ChatCompletionsWires wires) {
    providers =
        extras.ofType(ExtraIds.OPENAI_COMPATIBLE).stream()
            .map(id -> provider(accounts.read(defaults(id)), wires))
            .toList();
  }

  @Override
  public List<Provider> providers() {
    return providers;
  }

  private static Provider provider(Account account, ChatCompletionsWires wires) {
    return new CompatibleProvider(account, wires.to(account));
  }

  /** Nothing is known of it: no model, no context, and many need no key. */
  private static VendorDefaults defaults(String id) {
    return new VendorDefaults(id, null, null, Integer.MAX_VALUE, false, List.of(), false);
  }
}
