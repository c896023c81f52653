package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where a secret can be read that ought to be in its cookie alone. */
final class Whereabouts {
  private Whereabouts() {}

  /** But for its cookie. */
  static void assertIsSilentOf(String secret, HttpResponse<String> answer) {
    assertThat(answer.body()).doesNotContain(secret);
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("set-cookie")) {
                assertThat(String.join(" ", values)).doesNotContain(secret);
              }
            });
  }

  static List<Path> filesWith(String text, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException gone) {
      return false;
    }
  }
}
