package ai.karen.status.adapter;

import ai.karen.status.control.MissingMetrics;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;

/**
 * Leaves the metrics out where the operator's server has none, because their beans could not even
 * be loaded there and the application would not start; and the stand-in where it has.
 */
public class MetricsExtension implements Extension {
  private static final String METRICS = "ai.karen.status.adapter.metrics.";

  private final boolean present = isPresent();

  /** Called by the container for each class that it finds. */
  public <T> void choose(@Observes ProcessAnnotatedType<T> type) {
    Class<T> found = type.getAnnotatedType().getJavaClass();
    boolean unwanted =
        present ? found.equals(MissingMetrics.class) : found.getName().startsWith(METRICS);
    if (unwanted) {
      type.veto();
    }
  }

  private static boolean isPresent() {
    try {
      Class.forName(
          "org.eclipse.microprofile.metrics.MetricRegistry",
          false,
          MetricsExtension.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | NoClassDefFoundError absent) {
      return false;
    }
  }
}
