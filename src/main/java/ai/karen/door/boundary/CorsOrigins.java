package ai.karen.door.boundary;

import ai.karen.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The origins whose pages may read answers. Thread-safe. */
@ApplicationScoped
public class CorsOrigins {
  static final String SETTING = "karen.http.cors.origins";

  private static final Pattern ORIGIN =
      Pattern.compile("https?://(?:[a-z0-9._~-]+|\\[[0-9a-f:.]+])(?::\\d{1,5})?");

  private final Set<String> origins;

  /** For the container's client proxy. */
  protected CorsOrigins() {
    this.origins = Set.of();
  }

  @Inject
  public CorsOrigins(Settings settings) {
    this.origins =
        settings.read(
            SETTING,
            Set.of(),
            "a comma list of origins such as https://app.example.com",
            CorsOrigins::read);
  }

  boolean areConfigured() {
    return !origins.isEmpty();
  }

  /**
   * The origin in the operator's words, where it is one of theirs.
   *
   * @param origin null where the client named none
   */
  Optional<String> allowed(String origin) {
    String wanted = origin == null ? "" : origin.toLowerCase(Locale.ROOT);
    return origins.stream().filter(wanted::equals).findFirst();
  }

  private static Set<String> read(String text) {
    Set<String> all =
        Stream.of(text.toLowerCase(Locale.ROOT).split(","))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    if (!all.stream().allMatch(part -> ORIGIN.matcher(part).matches())) {
      throw new IllegalArgumentException("not an origin");
    }
    return all;
  }
}
