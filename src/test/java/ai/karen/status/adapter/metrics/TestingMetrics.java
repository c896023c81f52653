package ai.karen.status.adapter.metrics;

import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Snapshot;
import org.eclipse.microprofile.metrics.Timer;

/** Metrics in memory, exact and not thread-safe. */
final class TestingMetrics {
  private TestingMetrics() {}

  static final class Count implements Counter {
    private long value;

    @Override
    public void inc() {
      value++;
    }

    @Override
    public void inc(long more) {
      value += more;
    }

    @Override
    public long getCount() {
      return value;
    }
  }

  static final class Time implements Timer {
    private final List<Double> nanos = new ArrayList<>();
    private final double[] limits;

    Time(double... secondLimits) {
      limits = Arrays.stream(secondLimits).map(limit -> limit * 1e9).toArray();
    }

    @Override
    public void update(Duration duration) {
      nanos.add((double) duration.toNanos());
    }

    @Override
    public <T> T time(Callable<T> action) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void time(Runnable action) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Context time() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Duration getElapsedTime() {
      return Duration.ofNanos((long) nanos.stream().mapToDouble(each -> each).sum());
    }

    @Override
    public long getCount() {
      return nanos.size();
    }

    @Override
    public Snapshot getSnapshot() {
      return new Values(nanos, limits);
    }
  }

  static final class Values extends Snapshot implements Histogram {
    private final List<Double> values;
    private final double[] limits;

    Values(List<Double> values, double... limits) {
      this.values = values;
      this.limits = limits;
    }

    @Override
    public void update(int value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void update(long value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long getCount() {
      return values.size();
    }

    @Override
    public long getSum() {
      return (long) values.stream().mapToDouble(each -> each).sum();
    }

    @Override
    public Snapshot getSnapshot() {
      return this;
    }

    @Override
    public long size() {
      return values.size();
    }

    @Override
    public double getMax() {
      return values.stream().mapToDouble(each -> each).max().orElse(0);
    }

    @Override
    public double getMean() {
      throw new UnsupportedOperationException();
    }

    @Override
    public PercentileValue[] percentileValues() {
      return new PercentileValue[] {new PercentileValue(0.5, getMax())};
    }

    @Override
    public HistogramBucket[] bucketValues() {
      return Arrays.stream(limits)
          .mapToObj(limit -> new HistogramBucket(limit, countUpTo(limit)))
          .toArray(HistogramBucket[]::new);
    }

    @Override
    public void dump(OutputStream output) {
      throw new UnsupportedOperationException();
    }

    private long countUpTo(double limit) {
      return values.stream().filter(value -> value <= limit).count();
    }
  }
}
