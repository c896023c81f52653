package ai.karen.language.control.extractive;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Puts lines that were only broken to fit a width back together. Stateless. */
final class Lines {
  private static final Pattern ITEM = Pattern.compile("\\s*([-*•–#>|]|\\d{1,3}[.)])\\s.*");
  private static final Pattern FENCE =
      Pattern.compile("\\s*(```.*|\"\"\"|'''|---+|===+|</?\\w+>)\\s*");
  private static final Pattern ENDED = Pattern.compile(".*[.!?:。！？…؟।][\"')\\]»”’]*\\s*");
  private static final int SHORTEST_WRAPPED = 40;

  private Lines() {}

  /** The text's paragraphs, list items and headings, each in one line; fences are left out. */
  static List<String> of(String text) {
    List<String> joined = new ArrayList<>();
    String previous = "";
    for (String line : text.split("\\R")) {
      String content = FENCE.matcher(line).matches() ? "" : line.strip();
      if (continues(previous, content)) {
        joined.set(joined.size() - 1, joined.get(joined.size() - 1) + " " + content);
      } else if (!content.isEmpty()) {
        joined.add(content);
      }
      previous = content;
    }
    return joined;
  }

  private static boolean continues(String previous, String line) {
    return previous.length() >= SHORTEST_WRAPPED
        && !line.isEmpty()
        && !ENDED.matcher(previous).matches()
        && !ITEM.matcher(line).matches();
  }
}
