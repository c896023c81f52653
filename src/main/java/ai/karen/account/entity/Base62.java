package ai.karen.account.entity;

/** Numbers to the base 62, with the digits {@code 0-9A-Za-z} in that order. */
public final class Base62 {
  /** The digits by their value. */
  public static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final int BASE = DIGITS.length();

  private Base62() {}

  /** The last {@code width} digits of a number that is not negative, left-padded with 0. */
  public static String digits(long number, int width) {
    char[] digits = new char[width];
    long rest = number;
    for (int place = width - 1; place >= 0; place--) {
      digits[place] = DIGITS.charAt((int) (rest % BASE));
      rest /= BASE;
    }
    return new String(digits);
  }
}
