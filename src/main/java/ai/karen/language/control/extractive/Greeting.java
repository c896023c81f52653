package ai.karen.language.control.extractive;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Knows greetings and small talk. Stateless. */
final class Greeting {
  private static final Map<String, String> REPLIES = replies();

  private Greeting() {}

  /** The reply to a message that is nothing but small talk. */
  static Optional<String> reply(String message) {
    return Optional.ofNullable(REPLIES.get(plain(message)));
  }

  private static String plain(String message) {
    String words = message.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}']+", " ").strip();
    return words.endsWith(" karen") ? words.substring(0, words.length() - 6) : words;
  }

  private static Map<String, String> replies() {
    Map<String, String> replies = new HashMap<>();
    for (String line : WordList.lines("greetings.txt")) {
      String[] sides = line.split(" = ");
      List.of(sides[1].split(", ")).forEach(phrase -> replies.put(phrase, sides[0]));
    }
    return Map.copyOf(replies);
  }
}
