package ai.karen.provider.control;

import java.util.Objects;
import java.util.Optional;

/**
 * One place in a chain.
 *
 * @param provider the provider's id
 * @param chosenModel the model asked for; null for the provider's own default
 * @param named whether the caller itself named this model, so that a refusal is the caller's to
 *     mend
 */
public record Link(String provider, String chosenModel, boolean named) {

  public Link {
    Objects.requireNonNull(provider);
  }

  /** As it stands in configuration: {@code provider} or {@code provider/model}. */
  public static Link parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new Link(text, null, false)
        : new Link(text.substring(0, slash), text.substring(slash + 1), false);
  }

  public static Link named(String provider, String model) {
    return new Link(provider, model, true);
  }

  public Optional<String> model() {
    return Optional.ofNullable(chosenModel);
  }

  @Override
  public String toString() {
    return chosenModel == null ? provider : provider + "/" + chosenModel;
  }
}
