package ai.karen.status.control;

import ai.karen.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Who answers when no provider does. Immutable. */
@ApplicationScoped
public class LastResort {
  private final String name;

  /** For the container's client proxy. */
  protected LastResort() {
    this.name = null;
  }

  @Inject
  public LastResort(Settings settings) {
    this.name = settings.choice("karen.last-resort", "extractive", List.of("extractive", "none"));
  }

  /** Empty when the operator wants none. */
  public Optional<String> name() {
    return Optional.of(name).filter(given -> !given.equals("none"));
  }
}
