package ai.karen.provider.adapter.wire;

import ai.karen.configuration.control.Secret;
import ai.karen.provider.control.ProviderProfile;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * The operator's account with a provider: where it is and how to get in.
 *
 * @param baseUrl null exactly when the profile has a fault
 * @param apiKey null when none is needed
 */
public record Account(ProviderProfile profile, URI baseUrl, Secret apiKey) {

  public Account {
    Objects.requireNonNull(profile);
  }

  public Optional<Secret> key() {
    return Optional.ofNullable(apiKey);
  }

  /**
   * @param path with a leading slash
   */
  public URI at(String path) {
    String base = baseUrl.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }
}
