package ai.karen.language.control.extractive;

import java.util.List;

/** How much of a conversation is read. Used by one thread. */
final class Allowance {
  static final int SENTENCES = 2_000;
  static final int CHARACTERS = 200_000;

  private int sentences = SENTENCES;
  private int characters = CHARACTERS;
  private boolean exceeded;

  /** The text's sentences, as far as the allowance goes. */
  List<String> take(String text) {
    String part = text.substring(0, Math.min(text.length(), characters));
    characters -= part.length();
    List<String> all = Sentences.of(part);
    List<String> taken = all.subList(0, Math.min(all.size(), sentences));
    sentences -= taken.size();
    exceeded |= part.length() < text.length() || taken.size() < all.size();
    return taken;
  }

  /** Whether something was left out so far. */
  boolean exceeded() {
    return exceeded;
  }
}
