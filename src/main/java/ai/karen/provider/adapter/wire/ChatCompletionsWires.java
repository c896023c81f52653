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

  public ChatCompletionsWire to(Account account) {
    return new ChatCompletionsWire(
        account, clients.exchange(account.profile().patience().connect()), clock);
  }
}
