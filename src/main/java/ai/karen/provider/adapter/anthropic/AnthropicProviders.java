package ai.karen.provider.adapter.anthropic;

import ai.karen.provider.adapter.wire.Account;
import ai.karen.provider.adapter.wire.Accounts;
import ai.karen.provider.adapter.wire.ExtraIds;
import ai.karen.provider.adapter.wire.OutboundClients;
import ai.karen.provider.adapter.wire.VendorDefaults;
import ai.karen.provider.control.Provider;
import ai.karen.provider.control.ProviderSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The providers of {@code karen.providers.extra} whose type is {@code anthropic}. */
@ApplicationScoped
public class AnthropicProviders implements ProviderSource {
  private static final int CONTEXT = 200_000;

  private final List<Provider> providers;

  /** For the container's client proxy. */
  protected AnthropicProviders() {
    providers = null;
  }

  @Inject
  public AnthropicProviders(
      ExtraIds extras, Accounts accounts, OutboundClients clients, Clock clock) {
    providers =
        extras.ofType(ExtraIds.ANTHROPIC).stream()
            .map(id -> provider(accounts.read(defaults(id)), clients, clock))
            .toList();
  }

  @Override
  public List<Provider> providers() {
    return providers;
  }

  private static Provider provider(Account account, OutboundClients clients, Clock clock) {
    AnthropicWire wire =
        new AnthropicWire(
            baseUrl(account),
            account.apiKey(),
            clients.exchange(account.profile().patience().connect()),
            clock);
    return new AnthropicProvider(account.profile(), wire);
  }

  /** Without a usable one the provider is never asked, so that any will do. */
  private static URI baseUrl(Account account) {
    return Optional.ofNullable(account.baseUrl()).orElse(URI.create(AnthropicWire.BASE_URL));
  }

  private static VendorDefaults defaults(String id) {
    return new VendorDefaults(
        id, AnthropicWire.BASE_URL, null, CONTEXT, true, List.of("ANTHROPIC_API_KEY"), true);
  }
}
