package ai.karen.status.control;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Stands in where the server has no MicroProfile Metrics: nothing is counted, and says so. */
@ApplicationScoped
public class MissingMetrics implements MetricsPage, HttpMeter {
  private static final Logger LOG = System.getLogger(MissingMetrics.class.getName());
  private static final String SENTENCE =
      "This server has no metrics: give it the feature mpMetrics-5.1.";

  void warn(@Observes Startup event) {
    LOG.log(Level.WARNING, SENTENCE);
  }

  @Override
  public String text() {
    throw new ProblemException(Problem.unavailable("metrics_unavailable", SENTENCE, null));
  }

  @Override
  public void started() {
    // Nobody counts.
  }

  @Override
  public void ended(String method, String route, int status, Duration latency) {
    // Nobody counts.
  }
}
