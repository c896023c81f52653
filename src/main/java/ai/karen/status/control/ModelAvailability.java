package ai.karen.status.control;

import ai.karen.health.entity.Condition;
import ai.karen.provider.control.LastResort;
import ai.karen.provider.control.Provider;
import ai.karen.provider.entity.ProviderStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Who would answer a question to the default chain now. Thread-safe. */
@ApplicationScoped
public class ModelAvailability {
  private final DefaultChain chain;
  private final LastResort lastResort;

  /** For the container's client proxy. */
  protected ModelAvailability() {
    this(null, null);
  }

  @Inject
  public ModelAvailability(DefaultChain chain, LastResort lastResort) {
    this.chain = chain;
    this.lastResort = lastResort;
  }

  public Condition condition() {
    List<ProviderStatus> configured = chain.configured();
    List<ProviderStatus> usable = configured.stream().filter(Usability::isUsable).toList();
    if (usable.isEmpty()) {
      return withoutProvider(whyNone(configured));
    }
    String first = configured.get(0).id();
    String answering = usable.get(0).id();
    return first.equals(answering)
        ? Condition.primary()
        : Condition.fallback(answering, whyNotFirst(configured.get(0), answering));
  }

  private Condition withoutProvider(String reason) {
    return lastResort.isEnabled()
        ? Condition.fallback(Provider.LAST_RESORT, reason + " The last resort answers.")
        : Condition.failed(reason + " There is no last resort.");
  }

  private static String whyNotFirst(ProviderStatus first, String answering) {
    return first.id() + " " + Usability.whyNot(first) + "; " + answering + " answers.";
  }

  private String whyNone(List<ProviderStatus> configured) {
    String nobody = "No provider of the chain " + chain.name();
    return configured.isEmpty()
        ? nobody + " is configured."
        : nobody + " can be counted on now: " + Usability.reasons(configured);
  }
}
