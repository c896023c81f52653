package ai.karen.status.control;

import ai.karen.status.entity.SettingView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** Each setting's effective value and where it comes from, secrets masked. Thread-safe. */
@ApplicationScoped
public class SettingsReport {
  private final Config config;
  private final KnownSettings known;

  /** For the container's client proxy. */
  protected SettingsReport() {
    this(null, null);
  }

  @Inject
  public SettingsReport(Config config, KnownSettings known) {
    this.config = config;
    this.known = known;
  }

  public List<SettingView> settings() {
    List<KnownSetting> all = known.all();
    return Stream.concat(all.stream().map(this::view), unknown(all)).toList();
  }

  private SettingView view(KnownSetting setting) {
    return Stream.concat(Stream.of(setting.key()), setting.others().stream())
        .map(this::given)
        .flatMap(Optional::stream)
        .findFirst()
        .map(found -> given(setting.key(), found))
        .orElseGet(() -> new SettingView(setting.key(), setting.fallback(), "default", true));
  }

  private Optional<ConfigValue> given(String name) {
    return Optional.of(config.getConfigValue(name))
        .filter(found -> found.getValue() != null && !found.getValue().isBlank());
  }

  private static SettingView given(String key, ConfigValue found) {
    boolean underOtherName = !found.getName().equals(key);
    String source = found.getSourceName() + (underOtherName ? ": " + found.getName() : "");
    return new SettingView(key, Mask.of(key, found.getValue()), source, true);
  }

  /**
   * Names that nobody reads, so that a misspelt one is found; their values are not shown. What
   * Kubernetes put there was spelt by nobody.
   */
  private Stream<SettingView> unknown(List<KnownSetting> all) {
    Set<String> keys =
        all.stream().map(setting -> dotted(setting.key())).collect(Collectors.toSet());
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .filter(name -> name.startsWith("karen.") && !keys.contains(dotted(name)))
        .filter(name -> !ServiceLinks.isOne(dotted(name), config.getConfigValue(name).getValue()))
        .distinct()
        .sorted()
        .map(name -> new SettingView(name, Mask.HIDDEN, source(name), false));
  }

  /** An environment variable can't say whether it means a dot or a hyphen. */
  static String dotted(String name) {
    return name.replace('-', '.');
  }

  private String source(String name) {
    return config.getConfigValue(name).getSourceName();
  }
}
