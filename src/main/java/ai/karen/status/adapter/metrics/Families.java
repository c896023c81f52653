package ai.karen.status.adapter.metrics;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.Metric;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Timer;

/** Gathers what several registries hold into families. Used by one thread. */
final class Families {
  private static final Logger LOG = System.getLogger(Families.class.getName());

  /**
   * Liberty's own request timer, whose labels the caller chooses: Host and method. Off in our
   * server; an operator's may have it on.
   */
  private static final String UNBOUNDED = "http.server.request.duration";

  private static final double NANOS_PER_SECOND = 1e9;

  private final SortedMap<String, Family> byName = new TreeMap<>();

  Collection<Family> all() {
    return byName.values();
  }

  void add(MetricRegistry registry) {
    registry
        .getMetrics()
        .forEach(
            (id, metric) -> {
              if (!id.getName().equals(UNBOUNDED)) {
                addIfWhole(registry, id, metric);
              }
            });
  }

  /** Liberty registers a timer before it can be read; the next page has it. */
  private void addIfWhole(MetricRegistry registry, MetricID id, Metric metric) {
    try {
      add(registry, id, metric);
    } catch (RuntimeException unfinished) {
      LOG.log(Level.DEBUG, "The metric " + id + " can't be read yet", unfinished);
    }
  }

  private void add(MetricRegistry registry, MetricID id, Metric metric) {
    Metadata metadata = registry.getMetadata(id.getName());
    Map<String, String> labels = labels(registry, id);
    if (metric instanceof Counter counter) {
      String name = PrometheusNames.counter(id.getName());
      single(name, "counter", metadata, labels, counter.getCount());
    } else if (metric instanceof Gauge<?> gauge) {
      addGauge(id, gauge, metadata, labels);
    } else if (metric instanceof Timer timer) {
      addTimer(id, timer, metadata, labels);
    } else if (metric instanceof Histogram histogram) {
      addHistogram(id, histogram, metadata, labels);
    }
  }

  private void addGauge(
      MetricID id, Gauge<?> gauge, Metadata metadata, Map<String, String> labels) {
    Number value = Gauges.read(gauge);
    if (value != null) {
      String name = PrometheusNames.gauge(id.getName(), unit(metadata));
      single(name, "gauge", metadata, labels, value.doubleValue());
    }
  }

  private void addTimer(MetricID id, Timer timer, Metadata metadata, Map<String, String> labels) {
    Distribution distribution =
        new Distribution(
            timer.getSnapshot(),
            timer.getCount(),
            timer.getElapsedTime().toNanos() / NANOS_PER_SECOND,
            NANOS_PER_SECOND);
    add(PrometheusNames.timer(id.getName()), metadata, labels, distribution);
  }

  private void addHistogram(
      MetricID id, Histogram histogram, Metadata metadata, Map<String, String> labels) {
    Distribution distribution =
        new Distribution(histogram.getSnapshot(), histogram.getCount(), histogram.getSum(), 1);
    add(PrometheusNames.gauge(id.getName(), unit(metadata)), metadata, labels, distribution);
  }

  private void add(
      String name, Metadata metadata, Map<String, String> labels, Distribution distribution) {
    Family family = family(name, distribution.type(), metadata);
    if (family.type().equals(distribution.type())) {
      family.samples().addAll(distribution.samples(labels));
    }
  }

  private void single(
      String name, String type, Metadata metadata, Map<String, String> labels, double value) {
    Family family = family(name, type, metadata);
    if (family.type().equals(type)) {
      family.samples().add(new Sample("", labels, value));
    }
  }

  /** The first of a name settles the type; a later one of another type would break the page. */
  private Family family(String name, String type, Metadata metadata) {
    return byName.computeIfAbsent(
        name, key -> Family.empty(key, type, metadata.description().orElse("")));
  }

  private static String unit(Metadata metadata) {
    return metadata.unit().orElse("none");
  }

  private static Map<String, String> labels(MetricRegistry registry, MetricID id) {
    SortedMap<String, String> labels = new TreeMap<>();
    id.getTags().forEach((name, value) -> labels.put(PrometheusNames.clean(name), value));
    labels.put("mp_scope", registry.getScope());
    return labels;
  }
}
