package ai.karen.language.control.extractive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the texts that lie beside these classes. */
final class WordList {
  private WordList() {}

  /** The lines of a file, without empty ones and comments. */
  static List<String> lines(String file) {
    return text(file)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("# "))
        .toList();
  }

  /** All words of a file, however they are spread over lines. */
  static Set<String> words(String file) {
    return lines(file).stream()
        .flatMap(line -> List.of(line.split("\\s+")).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String text(String file) {
    try (InputStream resource = WordList.class.getResourceAsStream(file)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
