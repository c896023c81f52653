package ai.karen.provider.control;

import java.util.Objects;
import java.util.Optional;

/**
 * What the operator configured for a provider. Holds no secret.
 *
 * @param id the provider's name
 * @param defaultModel the model it is asked for when the caller named none; null when it has none
 *     before its models are listed
 * @param context the tokens its model takes; {@link Integer#MAX_VALUE} when not known
 * @param prefill whether it continues an answer that another has begun
 * @param maxConcurrent calls to it that may be under way at once
 * @param fault why it can't be asked, as a sentence; null when it can
 */
public record ProviderProfile(
    String id,
    String defaultModel,
    int context,
    boolean prefill,
    int maxConcurrent,
    Patience patience,
    BreakerLimits breaker,
    String fault) {

  /** Calls under way at once where the operator says nothing. */
  public static final int MAX_CONCURRENT = 4096;

  public ProviderProfile {
    Objects.requireNonNull(id);
    Objects.requireNonNull(patience);
    Objects.requireNonNull(breaker);
  }

  public boolean isConfigured() {
    return fault == null;
  }

  public Optional<String> model() {
    return Optional.ofNullable(defaultModel);
  }
}
