package ai.karen.provider.adapter.wire;

import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.provider.control.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/** The ids of {@code karen.providers.extra}, by what each of them speaks. */
@ApplicationScoped
public class ExtraIds {
  public static final String OPENAI_COMPATIBLE = "openai-compatible";
  public static final String ANTHROPIC = "anthropic";

  private static final String KEY = "karen.providers.extra";
  private static final Set<String> TAKEN =
      Set.of("openai", "gemini", "deepseek", "ollama", "local", Provider.LAST_RESORT);

  private final Settings settings;

  /** For the container's client proxy. */
  protected ExtraIds() {
    this(null);
  }

  @Inject
  public ExtraIds(Settings settings) {
    this.settings = settings;
  }

  /** Each id once; one that can't be used is reported and left out. */
  public List<String> ofType(String type) {
    return settings.list(KEY, "").stream()
        .distinct()
        .filter(this::isUsable)
        .filter(id -> type(id).equals(type))
        .toList();
  }

  private String type(String id) {
    return settings.choice(
        "karen.providers." + id + ".type",
        OPENAI_COMPATIBLE,
        List.of(OPENAI_COMPATIBLE, ANTHROPIC));
  }

  private boolean isUsable(String id) {
    boolean usable = id.matches("[a-z0-9][a-z0-9_-]{0,62}") && !TAKEN.contains(id);
    if (!usable) {
      settings.report(
          new SettingProblem(
              KEY,
              id,
              "ids of small letters, digits, - and _ that are not taken by "
                  + String.join(", ", TAKEN.stream().sorted().toList())));
    }
    return usable;
  }
}
