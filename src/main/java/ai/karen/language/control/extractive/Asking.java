package ai.karen.language.control.extractive;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells requests from statements, by their marks and words. Stateless. */
final class Asking {
  private static final List<String> SUMMARY = WordList.lines("summary-words.txt");
  private static final Set<String> ASKING = WordList.words("asking-words.txt");
  private static final Set<String> QUESTIONING = WordList.words("question-words.txt");
  private static final Pattern QUESTION = Pattern.compile(".*[?？؟][\"')\\]»”’]*", Pattern.DOTALL);

  /** How a text itself closes; no request although it speaks of a summary. */
  private static final Pattern CLOSING =
      Pattern.compile(
          "(in summary|in short|to (sum|conclude)|en résumé|zusammenfassend|en resumen|em resumo"
              + "|in sintesi).*",
          Pattern.DOTALL);

  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{M}']+");
  private static final int LONGEST_REQUEST = 250;

  private Asking() {}

  static boolean isQuestion(String sentence) {
    return QUESTION.matcher(sentence).matches();
  }

  /** A question, a request, or a line that announces what follows. */
  static boolean isRequest(String sentence) {
    return isQuestion(sentence)
        || sentence.length() <= LONGEST_REQUEST
            && (sentence.endsWith(":") || wantsSummary(sentence) || beginsAsking(sentence));
  }

  static boolean wantsSummary(String request) {
    String text = request.toLowerCase(Locale.ROOT);
    return !CLOSING.matcher(text).matches() && SUMMARY.stream().anyMatch(word -> holds(text, word));
  }

  /** Without a question mark, "When it rained, we left." must not pass for a question. */
  private static boolean beginsAsking(String sentence) {
    String first = NOT_WORD.split(sentence.toLowerCase(Locale.ROOT).strip(), 2)[0];
    return ASKING.contains(first) || QUESTIONING.contains(first) && !sentence.endsWith(".");
  }

  /** At the beginning of a word; scripts without blanks have no such place. */
  private static boolean holds(String text, String word) {
    int at = text.indexOf(word);
    while (at > 0 && Character.isAlphabetic(text.charAt(at - 1)) && word.charAt(0) < '\u2000') {
      at = text.indexOf(word, at + 1);
    }
    return at >= 0;
  }
}
