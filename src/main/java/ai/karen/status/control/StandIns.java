package ai.karen.status.control;

import ai.karen.health.entity.Condition;
import ai.karen.provider.control.LastResort;
import ai.karen.provider.control.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** Who would stand in if the one that answers now failed too. Thread-safe. */
@ApplicationScoped
public class StandIns {
  private final DefaultChain chain;
  private final LastResort lastResort;

  /** For the container's client proxy. */
  protected StandIns() {
    this(null, null);
  }

  @Inject
  public StandIns(DefaultChain chain, LastResort lastResort) {
    this.chain = chain;
    this.lastResort = lastResort;
  }

  public Condition condition() {
    List<String> able = able();
    return switch (able.size()) {
      case 0 -> Condition.failed("Nobody can answer.");
      case 1 -> Condition.fallback("none-left", "Only " + able.get(0) + " is left to answer.");
      default -> Condition.primary();
    };
  }

  private List<String> able() {
    Stream<String> providers = chain.usable().stream().map(provider -> provider.id());
    Stream<String> last = lastResort.isEnabled() ? Stream.of(Provider.LAST_RESORT) : Stream.empty();
    return Stream.concat(providers, last).toList();
  }
}
