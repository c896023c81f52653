package ai.karen.account.control;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Unguessable text. Thread-safe. */
final class RandomText {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomText() {}

  /** Characters of an alphabet, each as likely as any other. */
  static String of(String alphabet, int length) {
    return RANDOM
        .ints(length, 0, alphabet.length())
        .mapToObj(index -> alphabet.substring(index, index + 1))
        .collect(Collectors.joining());
  }
}
