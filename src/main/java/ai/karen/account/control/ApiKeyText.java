package ai.karen.account.control;

import ai.karen.account.entity.Base62;
import ai.karen.account.entity.KeyRefusal;
import ai.karen.configuration.control.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key as its bearer knows it, well-formed and with the right check digits. Immutable.
 *
 * @param text the whole key
 */
public record ApiKeyText(Secret text) {
  public static final int ID_LENGTH = 8;
  public static final int SECRET_LENGTH = 32;

  private static final String PREFIX = "kk_live_";
  private static final int CHECK_LENGTH = 6;
  private static final Pattern FORM =
      Pattern.compile(
          PREFIX + "[0-9A-Za-z]{8}_[0-9A-Za-z]{" + (SECRET_LENGTH + CHECK_LENGTH) + "}");

  /** Refuses anything else with an {@link IllegalArgumentException} that does not show it. */
  public ApiKeyText {
    refusal(text.reveal())
        .ifPresent(
            refusal -> {
              throw new IllegalArgumentException(refusal.code());
            });
  }

  /** Puts a key together, with its check digits. */
  public static ApiKeyText of(String id, String secret) {
    String body = PREFIX + id + "_" + secret;
    return new ApiKeyText(new Secret(body + check(body)));
  }

  /** Reads a key; an {@link IllegalArgumentException} does not show what was wrong. */
  public static ApiKeyText of(String text) {
    return new ApiKeyText(new Secret(text));
  }

  /** What is wrong with a text as a key; empty when nothing is. Asks no store. */
  public static Optional<KeyRefusal> refusal(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.of(KeyRefusal.MALFORMED);
    }
    int end = text.length() - CHECK_LENGTH;
    boolean right = check(text.substring(0, end)).equals(text.substring(end));
    return right ? Optional.empty() : Optional.of(KeyRefusal.CHECKSUM);
  }

  /** The public part. */
  public String id() {
    return text.reveal().substring(PREFIX.length(), PREFIX.length() + ID_LENGTH);
  }

  private static String check(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return Base62.digits(crc.getValue(), CHECK_LENGTH);
  }
}
