package ai.karen.status.control;

import ai.karen.provider.control.ProviderStatusReport;
import ai.karen.provider.entity.BreakerState;
import ai.karen.provider.entity.ProviderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Providers whose health the test lays down. */
public final class TestingProviders implements ProviderStatusReport {
  private final Map<String, ProviderStatus> providers = new LinkedHashMap<>();
  private final Map<String, List<String>> chains = new LinkedHashMap<>();

  public TestingProviders chain(String name, String... links) {
    chains.put(name, List.of(links));
    return this;
  }

  public TestingProviders healthy(String... ids) {
    for (String id : ids) {
      put(id, null, BreakerState.CLOSED, null, null);
    }
    return this;
  }

  public TestingProviders unconfigured(String id) {
    return put(id, "The key is missing.", BreakerState.CLOSED, null, null);
  }

  public TestingProviders breaker(String id, BreakerState state) {
    return put(id, null, state, null, "transient");
  }

  public TestingProviders coolingDown(String id) {
    return put(id, null, BreakerState.CLOSED, Instant.EPOCH, "rate_limited");
  }

  public TestingProviders lastOutcome(String id, String outcome) {
    return put(id, null, BreakerState.CLOSED, null, outcome);
  }

  public TestingProviders neverAnswered(String id) {
    return put(id, null, BreakerState.CLOSED, null, "transient", null);
  }

  @Override
  public List<ProviderStatus> providers() {
    return new ArrayList<>(providers.values());
  }

  @Override
  public Map<String, List<String>> chains() {
    return chains;
  }

  private TestingProviders put(
      String id, String fault, BreakerState state, Instant nextAttempt, String outcome) {
    return put(id, fault, state, nextAttempt, outcome, 5L);
  }

  private TestingProviders put(
      String id,
      String fault,
      BreakerState state,
      Instant nextAttempt,
      String outcome,
      Long lastLatencyMillis) {
    providers.put(
        id,
        new ProviderStatus(
            id,
            fault,
            id + "-1",
            state,
            Instant.EPOCH,
            nextAttempt,
            outcome,
            null,
            null,
            null,
            lastLatencyMillis));
    return this;
  }
}
