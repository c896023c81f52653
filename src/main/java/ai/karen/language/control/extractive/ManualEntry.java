package ai.karen.language.control.extractive;

import java.util.ArrayList;
import java.util.List;

/**
 * One way of asking something of the manual.
 *
 * @param question the way of asking
 * @param answer the sentences that answer it
 */
record ManualEntry(String question, List<String> answer) {
  private static final String HEADING = "## ";

  /** Every way of asking in {@code manual.md}: each heading has several, one answer below it. */
  static List<ManualEntry> read() {
    List<String> lines = WordList.lines("manual.md");
    List<ManualEntry> entries = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(HEADING)) {
        List<String> answer = Sentences.of(lines.get(i + 1));
        for (String question : lines.get(i).substring(HEADING.length()).split(" / ")) {
          entries.add(new ManualEntry(question, answer));
        }
      }
    }
    return List.copyOf(entries);
  }
}
