package ai.karen.provider.adapter.wire;

import ai.karen.provider.entity.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;

/** The vendors' error bodies in {@code recorded-errors.txt}. */
final class RecordedErrors {
  private static final String FILE = "recorded-errors.txt";

  private RecordedErrors() {}

  /** One line of the file. */
  record RecordedError(FailureKind kind, int status, String vendor, String body) {
    @Override
    public String toString() {
      return vendor + " " + status + " is " + kind.word();
    }
  }

  static Stream<RecordedError> all() throws IOException {
    try (InputStream file = RecordedErrors.class.getResourceAsStream(FILE)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).map(RecordedErrors::read);
    }
  }

  private static RecordedError read(String line) {
    String[] parts = line.split(" \\| ?", 4);
    FailureKind kind = FailureKind.valueOf(parts[0].toUpperCase(Locale.ROOT));
    return new RecordedError(kind, Integer.parseInt(parts[1]), parts[2], parts[3]);
  }
}
