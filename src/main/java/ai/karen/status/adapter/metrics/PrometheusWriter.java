package ai.karen.status.adapter.metrics;

import java.util.Collection;
import java.util.Map;

/** Writes families in Prometheus text exposition format 0.0.4. */
final class PrometheusWriter {
  private final StringBuilder text = new StringBuilder(32_768);

  static String write(Collection<Family> families) {
    PrometheusWriter writer = new PrometheusWriter();
    families.forEach(writer::family);
    return writer.text.toString();
  }

  private void family(Family family) {
    text.append("# HELP ").append(family.name()).append(' ').append(escapeHelp(family.help()));
    text.append("\n# TYPE ").append(family.name()).append(' ').append(family.type()).append('\n');
    family.samples().forEach(sample -> sample(family.name(), sample));
  }

  private void sample(String name, Sample sample) {
    text.append(name).append(sample.suffix());
    labels(sample.labels());
    text.append(' ').append(number(sample.value())).append('\n');
  }

  private void labels(Map<String, String> labels) {
    if (labels.isEmpty()) {
      return;
    }
    char separator = '{';
    for (Map.Entry<String, String> label : labels.entrySet()) {
      text.append(separator).append(label.getKey());
      text.append("=\"").append(escape(label.getValue())).append('"');
      separator = ',';
    }
    text.append('}');
  }

  static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return isWhole ? Long.toString((long) value) : Double.toString(value);
  }

  private static String escapeHelp(String help) {
    return help.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String escape(String value) {
    return escapeHelp(value).replace("\"", "\\\"");
  }
}
