package ai.karen.status.adapter.metrics;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.metrics.Gauge;

/** Reads gauges, which run somebody else's code. */
final class Gauges {
  private static final Logger LOG = System.getLogger(Gauges.class.getName());

  private Gauges() {}

  /** Null where the gauge fails: one that is broken must not cost the whole page. */
  static Number read(Gauge<?> gauge) {
    try {
      return gauge.getValue();
    } catch (RuntimeException failure) {
      LOG.log(Level.DEBUG, "A gauge could not be read", failure);
      return null;
    }
  }
}
