package ai.karen.status.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Names at the start what nobody reads: a misspelt setting goes unnoticed until it is missed. */
@ApplicationScoped
public class MisspeltSettings {
  private static final Logger LOG = System.getLogger(MisspeltSettings.class.getName());

  void name(@Observes Startup event, SettingsReport report) {
    report.settings().stream()
        .filter(setting -> !setting.known())
        .forEach(
            setting ->
                LOG.log(
                    Level.WARNING,
                    "{0} is no setting of the engine''s and has no effect (from {1})",
                    setting.key(),
                    setting.source()));
  }
}
