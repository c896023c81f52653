package ai.karen.status.boundary;

import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.health.control.ConditionCheck;
import ai.karen.health.entity.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.Readiness;

/** Down while some setting cannot be used; names each in one line. */
@Readiness
@ApplicationScoped
public class ConfigurationCheck extends ConditionCheck {
  private final Settings settings;

  /** For the container's client proxy. */
  protected ConfigurationCheck() {
    this.settings = null;
  }

  @Inject
  public ConfigurationCheck(Settings settings, Clock clock) {
    super("configuration", clock);
    this.settings = settings;
  }

  @Override
  protected Condition condition() {
    List<SettingProblem> problems = settings.problems();
    return problems.isEmpty() ? Condition.primary() : Condition.failed(sentences(problems));
  }

  private static String sentences(List<SettingProblem> problems) {
    return problems.stream().map(SettingProblem::sentence).collect(Collectors.joining("\n"));
  }
}
