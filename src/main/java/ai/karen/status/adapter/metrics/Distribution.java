package ai.karen.status.adapter.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.metrics.Snapshot;
import org.eclipse.microprofile.metrics.Snapshot.HistogramBucket;
import org.eclipse.microprofile.metrics.Snapshot.PercentileValue;

/**
 * A timer's or histogram's values as lines: a histogram where it has buckets, else a summary.
 *
 * @param scale by what bucket limits and percentiles are divided to get the family's unit
 */
record Distribution(Snapshot snapshot, long count, double sum, double scale) {

  String type() {
    return hasBuckets() ? "histogram" : "summary";
  }

  List<Sample> samples(Map<String, String> labels) {
    List<Sample> samples = new ArrayList<>();
    long total = hasBuckets() ? addBuckets(labels, samples) : addQuantiles(labels, samples);
    samples.add(new Sample("_sum", labels, sum));
    samples.add(new Sample("_count", labels, total));
    return samples;
  }

  private boolean hasBuckets() {
    return snapshot.bucketValues().length > 0;
  }

  /** Buckets are cumulative. They are read before the count, so it may be behind them. */
  private long addBuckets(Map<String, String> labels, List<Sample> samples) {
    long total = count;
    for (HistogramBucket bucket : snapshot.bucketValues()) {
      String limit = PrometheusWriter.number(bucket.getBucket() / scale);
      samples.add(new Sample("_bucket", with(labels, "le", limit), bucket.getCount()));
      total = Math.max(total, bucket.getCount());
    }
    samples.add(new Sample("_bucket", with(labels, "le", "+Inf"), total));
    return total;
  }

  private long addQuantiles(Map<String, String> labels, List<Sample> samples) {
    for (PercentileValue percentile : snapshot.percentileValues()) {
      String quantile = PrometheusWriter.number(percentile.getPercentile());
      double value = percentile.getValue() / scale;
      samples.add(new Sample("", with(labels, "quantile", quantile), value));
    }
    return count;
  }

  private static Map<String, String> with(Map<String, String> labels, String name, String value) {
    Map<String, String> more = new TreeMap<>(labels);
    more.put(name, value);
    return more;
  }
}
