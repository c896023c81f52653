package ai.karen.provider.adapter.wire;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Makes the way to each provider that speaks OpenAI's chat completions. */
@ApplicationScoped
public class ChatCompletionsWires {
  private final OutboundClients clients;
  private final Clock clock;

  /** For the container's client proxy. */
  protected ChatCompletionsWires() {
    this(null, null);
  }

  @Inject
  public ChatCompletionsWires(OutboundClients clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  /** To somebody of whom nothing is known: requests go out as they are. */
  public ChatCompletionsWire to(Account account) {
    return wire(account, false);
  }

  /** To a vendor that tells the tokens of a stream when asked to, and so is asked to always. */
  public ChatCompletionsWire toVendor(Account account) {
    return wire(account, true);
  }

  private ChatCompletionsWire wire(Account account, boolean tellsUsage) {
    return new ChatCompletionsWire(
        account, clients.exchange(account.profile().patience().connect()), clock, tellsUsage);
  }
}
