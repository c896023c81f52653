package ai.karen.status.adapter.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * The counters and timers of the application. Thread-safe. Keeps what it has found: asking the
 * registry for a metric costs several microseconds, too much for every call.
 */
@ApplicationScoped
public class Instruments {
  private final MetricRegistry registry;
  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

  /** For the container's client proxy. */
  protected Instruments() {
    this(null);
  }

  @Inject
  public Instruments(MetricRegistry registry) {
    this.registry = registry;
  }

  Counter counter(Figure figure, String... labels) {
    Key key = new Key(figure, Labels.of(labels));
    Counter known = counters.get(key);
    return known != null ? known : counters.computeIfAbsent(key, this::newCounter);
  }

  Timer timer(Figure figure, String... labels) {
    Key key = new Key(figure, Labels.of(labels));
    Timer known = timers.get(key);
    return known != null ? known : timers.computeIfAbsent(key, this::newTimer);
  }

  void gauge(Figure figure, Supplier<Long> value, String... labels) {
    registry.gauge(metadata(figure), value, new Key(figure, Labels.of(labels)).tags());
  }

  private Counter newCounter(Key key) {
    return registry.counter(metadata(key.figure()), key.tags());
  }

  private Timer newTimer(Key key) {
    return registry.timer(metadata(key.figure()), key.tags());
  }

  private static Metadata metadata(Figure figure) {
    return Metadata.builder().withName(figure.metric()).withDescription(figure.help()).build();
  }

  private record Key(Figure figure, Labels values) {

    Tag[] tags() {
      Tag[] tags = new Tag[figure.labels().size()];
      for (int place = 0; place < tags.length; place++) {
        tags[place] = new Tag(figure.labels().get(place), values.get(place));
      }
      return tags;
    }
  }
}
