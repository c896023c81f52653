package ai.karen.status.control;

import ai.karen.provider.control.NearestNames;
import ai.karen.status.entity.SettingView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Warns at the start of names that look like settings and are none. Thread-safe. */
@ApplicationScoped
public class MisspeltSettings {
  private static final Logger LOG = System.getLogger(MisspeltSettings.class.getName());

  private final SettingsReport report;

  /** For the container's client proxy. */
  protected MisspeltSettings() {
    this(null);
  }

  @Inject
  public MisspeltSettings(SettingsReport report) {
    this.report = report;
  }

  void warn(@Observes Startup event) {
    sentences().forEach(sentence -> LOG.log(Level.WARNING, sentence));
  }

  /** One for each such name; their values may be secret, and are not told. */
  List<String> sentences() {
    List<SettingView> all = report.settings();
    Map<String, String> known = new TreeMap<>();
    keys(all, true).forEach(key -> known.put(SettingsReport.dotted(key), key));
    NearestNames names = new NearestNames(known.keySet());
    return keys(all, false).map(key -> sentence(key, names, known)).toList();
  }

  private static Stream<String> keys(List<SettingView> all, boolean known) {
    return all.stream().filter(setting -> setting.known() == known).map(SettingView::key);
  }

  private static String sentence(String key, NearestNames names, Map<String, String> known) {
    String meant =
        names
            .meant(SettingsReport.dotted(key))
            .map(name -> "; did you mean " + known.get(name) + "?")
            .orElse(".");
    return key + " is not a setting of Karen" + meant;
  }
}
