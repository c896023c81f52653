package ai.karen.status.adapter.metrics;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.Metric;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** A registry in memory with the calls that the engine makes; any other fails. */
final class TestingRegistry {
  private final String scope;
  private final Map<MetricID, Metric> metrics = new LinkedHashMap<>();
  private final Map<String, Metadata> metadata = new LinkedHashMap<>();
  private double[] buckets = {};
  private int lookups;

  TestingRegistry(String scope) {
    this.scope = scope;
  }

  /** Limits in seconds for timers that are made from now on. */
  TestingRegistry withBuckets(double... limits) {
    buckets = limits.clone();
    return this;
  }

  int lookups() {
    return lookups;
  }

  TestingRegistry add(String name, String unit, Metric metric, Tag... tags) {
    metadata.putIfAbsent(
        name,
        Metadata.builder().withName(name).withDescription("About " + name).withUnit(unit).build());
    metrics.put(new MetricID(name, tags), metric);
    return this;
  }

  long count(String name, String... tags) {
    return ((TestingMetrics.Count) metrics.get(id(name, tags))).getCount();
  }

  Duration elapsed(String name, String... tags) {
    return ((TestingMetrics.Time) metrics.get(id(name, tags))).getElapsedTime();
  }

  Number gauge(String name, String... tags) {
    return ((Gauge<?>) metrics.get(id(name, tags))).getValue();
  }

  boolean holds(String name, String... tags) {
    return metrics.containsKey(id(name, tags));
  }

  long series(String name) {
    return metrics.keySet().stream().filter(id -> id.getName().equals(name)).count();
  }

  MetricRegistry registry() {
    return (MetricRegistry)
        Proxy.newProxyInstance(
            TestingRegistry.class.getClassLoader(),
            new Class<?>[] {MetricRegistry.class},
            (proxy, method, arguments) -> call(method.getName(), arguments));
  }

  private Object call(String method, Object[] arguments) {
    return switch (method) {
      case "counter" -> get(arguments, 1, id -> new TestingMetrics.Count());
      case "timer" -> get(arguments, 1, id -> new TestingMetrics.Time(buckets));
      case "gauge" -> get(arguments, 2, id -> gauge((Supplier<?>) arguments[1]));
      case "getMetrics" -> metrics;
      case "getMetadata" -> metadata.get(arguments[0]);
      case "getScope" -> scope;
      default -> throw new UnsupportedOperationException(method);
    };
  }

  private Metric get(Object[] arguments, int tags, Function<MetricID, Metric> maker) {
    lookups++;
    Metadata about = (Metadata) arguments[0];
    metadata.putIfAbsent(about.getName(), about);
    return metrics.computeIfAbsent(new MetricID(about.getName(), (Tag[]) arguments[tags]), maker);
  }

  private static Gauge<Number> gauge(Supplier<?> supplier) {
    return () -> (Number) supplier.get();
  }

  private static MetricID id(String name, String... tags) {
    Tag[] all = new Tag[tags.length / 2];
    for (int place = 0; place < all.length; place++) {
      all[place] = new Tag(tags[2 * place], tags[2 * place + 1]);
    }
    return new MetricID(name, all);
  }
}
