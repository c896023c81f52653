package ai.karen.configuration.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * Reads settings and remembers the ones that could not be used. Thread-safe. An empty value counts
 * as absent, because containers and shells pass unset variables that way.
 */
@ApplicationScoped
public class Settings {
  private static final Logger LOG = System.getLogger(Settings.class.getName());

  private final Config config;
  private final Map<String, SettingProblem> problems = new ConcurrentHashMap<>();

  /** For the container's client proxy. */
  protected Settings() {
    this(null);
  }

  @Inject
  public Settings(Config config) {
    this.config = config;
  }

  public Optional<String> text(String key) {
    return config
        .getOptionalValue(key, String.class)
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  public String text(String key, String fallback) {
    return text(key).orElse(fallback);
  }

  public Optional<Secret> secret(String key) {
    return text(key).map(Secret::new);
  }

  /** A comma list, blanks and empty parts dropped. */
  public List<String> list(String key, String fallback) {
    return Arrays.stream(text(key, fallback).split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** A positive ISO 8601 duration. */
  public Duration duration(String key, Duration fallback) {
    return read(key, fallback, "a positive duration such as PT10S", Settings::positiveDuration);
  }

  /** A positive number of bytes, written such as {@code 10 MB} or {@code 16 MiB}. */
  public long size(String key, long fallback) {
    return read(key, fallback, "a size such as 10 MB", ByteSize::parse);
  }

  public int number(String key, int fallback, int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    return read(key, fallback, expected, text -> within(Integer.parseInt(text), least, most));
  }

  public double fraction(String key, double fallback) {
    return read(
        key, fallback, "a number from 0 to 1", text -> within(Double.parseDouble(text), 0.0, 1.0));
  }

  public boolean flag(String key, boolean fallback) {
    return choice(key, String.valueOf(fallback), List.of("true", "false")).equals("true");
  }

  /** One of a few words, in lower case. */
  public String choice(String key, String fallback, Collection<String> words) {
    return read(key, fallback, "one of " + String.join(", ", words), text -> oneOf(text, words));
  }

  /**
   * Any other kind of value.
   *
   * @param parser throws {@link IllegalArgumentException} or {@link DateTimeException} for a value
   *     that cannot be used
   */
  public <T> T read(String key, T fallback, String expected, Function<String, T> parser) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      return parser.apply(text.get());
    } catch (IllegalArgumentException | DateTimeException unusable) {
      report(new SettingProblem(key, text.get(), expected));
      return fallback;
    }
  }

  /**
   * For a component that finds a fault only by using the value; the caller masks secrets. Logged
   * the first time.
   */
  public void report(SettingProblem problem) {
    if (problems.put(problem.key(), problem) == null) {
      LOG.log(Level.ERROR, problem.sentence());
    }
  }

  /** The faults found so far, by key. */
  public List<SettingProblem> problems() {
    return problems.values().stream()
        .sorted((one, other) -> one.key().compareTo(other.key()))
        .toList();
  }

  private static Duration positiveDuration(String text) {
    Duration duration = Duration.parse(text);
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("not positive");
    }
    return duration;
  }

  private static <T extends Comparable<T>> T within(T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException("out of range");
    }
    return value;
  }

  private static String oneOf(String text, Collection<String> words) {
    String word = text.toLowerCase(Locale.ROOT);
    if (!words.contains(word)) {
      throw new IllegalArgumentException("unknown word");
    }
    return word;
  }
}
