package ai.karen.account.control.user;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses as accounts know them. */
final class Email {
  private static final int LONGEST = 254;

  /** One at-sign between parts without blanks, quotes and brackets; a dot in the domain or none. */
  private static final Pattern FORM =
      Pattern.compile(
          "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
              + "(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");

  private Email() {}

  /** Trimmed and in lower case. */
  static String normal(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  /** Empty where it can't be one. */
  static Optional<String> of(String text) {
    String normal = normal(text);
    boolean isSane =
        normal.length() <= LONGEST
            && FORM.matcher(normal).matches()
            && !normal.contains("..")
            && !normal.startsWith(".")
            && !normal.contains(".@");
    return Optional.of(normal).filter(address -> isSane);
  }
}
