package ai.karen.status.adapter.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strict reader of Prometheus text format 0.0.4: throws where a scraper would, and also where it
 * would only be surprised. Families must come in one block, HELP before TYPE before samples.
 */
public final class Exposition {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(?:,|$)");
  private static final Map<String, Set<String>> SUFFIXES =
      Map.of(
          "counter", Set.of(""),
          "gauge", Set.of(""),
          "histogram", Set.of("_bucket", "_sum", "_count"),
          "summary", Set.of("", "_sum", "_count"));

  private final Map<String, Double> samples = new HashMap<>();
  private final Set<String> families = new HashSet<>();
  private final Map<String, List<Double>> buckets = new HashMap<>();
  private String helped;
  private String family;
  private String type;

  private Exposition() {}

  /**
   * Reads a page.
   *
   * @throws IllegalArgumentException at the first fault
   */
  public static Exposition parse(String page) {
    Exposition exposition = new Exposition();
    require(page.isEmpty() || page.endsWith("\n"), "the last line has no end");
    page.lines().forEach(exposition::line);
    exposition.requireCompleteHistograms();
    return exposition;
  }

  /** A sample's value by name and labels as {@code name{a="b",c="d"}}, labels in order. */
  public Double value(String series) {
    return samples.get(series);
  }

  public Set<String> families() {
    return families;
  }

  public Set<String> series() {
    return samples.keySet();
  }

  private void line(String line) {
    if (line.startsWith("# HELP ")) {
      helped = line.split(" ", 4)[2];
    } else if (line.startsWith("# TYPE ")) {
      begin(line.split(" "));
    } else {
      sample(line);
    }
  }

  private void begin(String[] words) {
    require(words.length == 4 && words[2].matches(NAME), "odd TYPE line");
    require(words[2].equals(helped), "TYPE without HELP before it: " + words[2]);
    require(families.add(words[2]), "a second block of " + words[2]);
    require(SUFFIXES.containsKey(words[3]), "unknown type " + words[3]);
    family = words[2];
    type = words[3];
    require(!type.equals("counter") || family.endsWith("_total"), "a counter without _total");
  }

  private void sample(String line) {
    Matcher matcher = SAMPLE.matcher(line);
    require(matcher.matches(), "no sample: " + line);
    String name = matcher.group(1);
    require(name.startsWith(family), "outside of its family: " + line);
    require(SUFFIXES.get(type).contains(name.substring(family.length())), "suffix: " + line);
    double value = number(matcher.group(3));
    Map<String, String> labels = labels(matcher.group(2) == null ? "" : matcher.group(2));
    require(samples.put(name + labels, value) == null, "twice: " + line);
    if (type.equals("histogram")) {
      histogram(name, labels, value);
    }
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher matcher = LABEL.matcher(text);
    int end = 0;
    while (end < text.length()) {
      require(matcher.find(end) && matcher.start() == end, "labels: " + text);
      require(labels.put(matcher.group(1), matcher.group(2)) == null, "label twice: " + text);
      end = matcher.end();
    }
    require(!text.endsWith(","), "a comma too many: " + text);
    return labels;
  }

  private void histogram(String name, Map<String, String> labels, double value) {
    Map<String, String> others = new TreeMap<>(labels);
    String limit = others.remove("le");
    String key = family + others;
    if (name.endsWith("_bucket")) {
      require(limit != null, "a bucket without le");
      List<Double> known = buckets.computeIfAbsent(key, each -> new ArrayList<>());
      require(known.isEmpty() || known.get(known.size() - 1) <= value, "not cumulative: " + key);
      known.add(value);
      samples.put(key + " last", number(limit));
    } else if (name.endsWith("_count")) {
      List<Double> known = buckets.get(key);
      require(known.get(known.size() - 1) == value, "count is not the last bucket: " + key);
    }
  }

  private void requireCompleteHistograms() {
    for (String key : buckets.keySet()) {
      require(Double.POSITIVE_INFINITY == samples.remove(key + " last"), "no bucket +Inf: " + key);
    }
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static void require(boolean met, String fault) {
    if (!met) {
      throw new IllegalArgumentException(fault);
    }
  }
}
