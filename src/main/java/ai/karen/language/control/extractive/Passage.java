package ai.karen.language.control.extractive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sentence that can be quoted.
 *
 * @param text the sentence
 * @param compared the sentence behind the question or heading that it follows, which it may need to
 *     be understood
 */
record Passage(String text, String compared) {

  /** The sentences that say something, each once, in their order. */
  static List<Passage> of(List<String> sentences) {
    Map<String, Passage> passages = new LinkedHashMap<>();
    String heading = "";
    for (String sentence : sentences) {
      if (isHeading(sentence)) {
        heading = sentence + " ";
      } else if (saysSomething(sentence)) {
        passages.putIfAbsent(sentence, new Passage(sentence, heading + sentence));
        heading = "";
      }
    }
    return new ArrayList<>(passages.values());
  }

  private static boolean isHeading(String sentence) {
    return Asking.isQuestion(sentence) || sentence.endsWith(":") || sentence.startsWith("#");
  }

  private static boolean saysSomething(String sentence) {
    return sentence.codePoints().filter(Character::isLetterOrDigit).limit(4).count() == 4;
  }
}
