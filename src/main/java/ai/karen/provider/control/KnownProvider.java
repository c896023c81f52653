package ai.karen.provider.control;

/** A provider and what is known of its health. */
public record KnownProvider(Provider provider, ProviderHealth health) {

  public String id() {
    return provider.id();
  }

  public ProviderProfile profile() {
    return provider.profile();
  }

  /** Whether a call would be let through now. */
  public boolean isAvailable() {
    return health.isAvailable();
  }
}
