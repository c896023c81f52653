package ai.karen.language.control.extractive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text by which texts are compared: lower case, without words that say nothing,
 * shortened so that forms of one word meet. Scripts that put no blanks between words give pairs of
 * neighbouring characters. Stateless.
 */
final class Words {
  private static final Set<String> STOP = WordList.words("stop-words.txt");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}_]+");
  private static final Pattern UNSPACED =
      Pattern.compile(
          "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}]+");
  private static final int STEM = 6;

  private Words() {}

  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      add(words, matcher.group());
    }
    return words;
  }

  private static void add(List<String> words, String word) {
    if (UNSPACED.matcher(word).lookingAt()) {
      addPairs(words, word);
    } else if (!STOP.contains(word)) {
      words.add(stem(word));
    }
  }

  private static void addPairs(List<String> words, String run) {
    for (int i = 0; i + 1 < run.length(); i++) {
      words.add(run.substring(i, i + 2));
    }
  }

  /** Crude on purpose: it must do for languages whose endings are not known here. */
  private static String stem(String word) {
    if (word.length() > STEM) {
      return word.substring(0, STEM);
    }
    return word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }
}
