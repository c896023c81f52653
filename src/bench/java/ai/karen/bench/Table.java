package ai.karen.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown. Not thread-safe. */
final class Table {
  private static final int THREE_DIGITS = 100;
  private static final int TWO_DIGITS = 10;

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... head) {
    rows.add(List.of(head));
    rows.add(List.of(head).stream().map(column -> "---").toList());
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** With about three digits; a dash for what was not measured. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    String format = size >= THREE_DIGITS ? "%.0f" : size >= TWO_DIGITS ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
    return text.toString();
  }
}
