package ai.karen.provider.adapter.wire;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes the way to each provider that speaks OpenAI's chat completions. */
@ApplicationScoped
public class ChatCompletionsWires {
  private final OutboundClients clients;

  /** For the container's client proxy. */
  protected ChatCompletionsWires() {
    this(null);
  }

  @Inject
  public ChatCompletionsWires(OutboundClients clients) {
    this.clients = clients;
  }

  public ChatCompletionsWire to(Account account) {
    return new ChatCompletionsWire(
        account, clients.exchange(account.profile().patience().connect()));
  }
}
