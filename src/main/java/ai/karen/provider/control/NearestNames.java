package ai.karen.provider.control;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the names that a mistyped one most likely meant, by Levenshtein distance. Thread-safe. */
public final class NearestNames {
  private static final int MOST = 3;
  private static final int LONGEST = 100;
  private static final int LETTERS_PER_SLIP = 5;

  private final Collection<String> names;

  public NearestNames(Collection<String> names) {
    this.names = names;
  }

  List<String> to(String wanted) {
    String key = key(wanted);
    return names.stream()
        .distinct()
        .sorted(Comparator.comparingInt(name -> distance(key, key(name))))
        .limit(MOST)
        .toList();
  }

  /** The nearest one, where it is near enough to be meant: four of five letters are right. */
  public Optional<String> meant(String wanted) {
    String key = key(wanted);
    return to(wanted).stream()
        .findFirst()
        .filter(nearest -> distance(key, key(nearest)) * LETTERS_PER_SLIP <= key.length());
  }

  private static String key(String name) {
    return name.substring(0, Math.min(name.length(), LONGEST)).toLowerCase(Locale.ROOT);
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        int replaced = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[other.length()];
  }
}
