package ai.karen.status.control;

import ai.karen.status.entity.CheckResult;
import ai.karen.status.entity.HealthReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * Asks the health checks that the components contribute as beans: the same ones that the server's
 * own health feature finds. Thread-safe.
 */
@ApplicationScoped
public class HealthChecks {
  private static final Logger LOG = System.getLogger(HealthChecks.class.getName());

  private final Instance<HealthCheck> checks;

  /** For the container's client proxy. */
  protected HealthChecks() {
    this(null);
  }

  @Inject
  public HealthChecks(@Any Instance<HealthCheck> checks) {
    this.checks = checks;
  }

  public HealthReport live() {
    return report(liveness());
  }

  public HealthReport ready() {
    return report(readiness());
  }

  public HealthReport started() {
    return report(startup());
  }

  /** All kinds together; a check of several kinds is told once. */
  public HealthReport all() {
    return report(Stream.of(liveness(), readiness(), startup()).flatMap(kind -> kind));
  }

  private Stream<HealthCheck> liveness() {
    return checks.select(Liveness.Literal.INSTANCE).stream();
  }

  private Stream<HealthCheck> readiness() {
    return checks.select(Readiness.Literal.INSTANCE).stream();
  }

  private Stream<HealthCheck> startup() {
    return checks.select(Startup.Literal.INSTANCE).stream();
  }

  private static HealthReport report(Stream<HealthCheck> checks) {
    return new HealthReport(onceEach(checks.map(HealthChecks::ask)));
  }

  private static List<CheckResult> onceEach(Stream<CheckResult> results) {
    BinaryOperator<CheckResult> worse = (one, other) -> one.up() ? other : one;
    return results
        .collect(Collectors.toMap(CheckResult::name, each -> each, worse))
        .values()
        .stream()
        .sorted(Comparator.comparing(CheckResult::name))
        .toList();
  }

  private static CheckResult ask(HealthCheck check) {
    try {
      return CheckResult.of(check.call());
    } catch (RuntimeException failure) {
      LOG.log(Level.DEBUG, "A health check failed", failure);
      return CheckResult.broken(nameOf(check), "The check itself failed; the log says why.");
    }
  }

  /** A client proxy's class is named after the bean's, with something behind a dollar sign. */
  private static String nameOf(HealthCheck check) {
    return check.getClass().getSimpleName().split("\\$")[0];
  }
}
