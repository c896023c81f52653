package ai.karen.store.control;

import java.time.Duration;

/** Checks what is handed to a {@link SharedMemory}, so that every kind refuses the same. */
public final class MemoryBounds {
  private static final Duration SHORTEST_LIFE = Duration.ofMillis(1);

  private MemoryBounds() {}

  public static void requireName(String name) {
    requireFit("name", name, SharedMemory.LONGEST_NAME);
    if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("a name has characters, and no blanks");
    }
  }

  public static void requireValue(String value) {
    requireFit("value", value, SharedMemory.LARGEST_VALUE);
  }

  public static void requireMessage(String message) {
    requireFit("message", message, SharedMemory.LARGEST_MESSAGE);
  }

  public static void requireLife(Duration life) {
    if (life.compareTo(SHORTEST_LIFE) < 0 || life.compareTo(SharedMemory.LONGEST_LIFE) > 0) {
      throw new IllegalArgumentException(
          "a life is from " + SHORTEST_LIFE + " to " + SharedMemory.LONGEST_LIFE);
    }
  }

  public static void requireAmount(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("an amount is not negative");
    }
  }

  private static void requireFit(String what, String text, int most) {
    if (text.length() > most) {
      throw new IllegalArgumentException("a " + what + " has at most " + most + " characters");
    }
  }
}
