package ai.karen.status.control;

import java.util.List;
import java.util.regex.Pattern;

/** Hides what must not be shown of a setting. */
final class Mask {
  static final String HIDDEN = "****";

  private static final List<String> SECRET_WORDS =
      List.of("secret", "password", "passwd", "api-key", "apikey", "credential");

  /** Up to the last one: a password may hold what separates the parts of an address. */
  private static final Pattern USER_INFO = Pattern.compile("//.*@");

  private static final Pattern QUERY = Pattern.compile("\\?.*");

  private Mask() {}

  /** The whole value of a secret; of an address what may hold one: user and query. */
  static String of(String key, String value) {
    return isSecret(key) ? HIDDEN : ofAddress(value);
  }

  private static boolean isSecret(String key) {
    return SECRET_WORDS.stream().anyMatch(key::contains);
  }

  private static String ofAddress(String value) {
    if (!value.contains("//")) {
      return value;
    }
    String withoutUser = USER_INFO.matcher(value).replaceAll("//" + HIDDEN + "@");
    return QUERY.matcher(withoutUser).replaceAll("?" + HIDDEN);
  }
}
