package ai.karen.configuration.control;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads sizes such as {@code 10 MB}: decimal units (kB, MB, GB) and binary ones (KiB, MiB, GiB).
 */
final class ByteSize {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([a-z]*)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30);

  private ByteSize() {}

  /**
   * The number of bytes.
   *
   * @throws IllegalArgumentException for anything that is not a positive size
   */
  static long parse(String text) {
    Matcher size = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!size.matches() || !UNITS.containsKey(size.group(2))) {
      throw new IllegalArgumentException("not a size");
    }
    return positive(Long.parseLong(size.group(1)) * UNITS.get(size.group(2)));
  }

  private static long positive(long bytes) {
    if (bytes == 0) {
      throw new IllegalArgumentException("not positive");
    }
    return bytes;
  }
}
