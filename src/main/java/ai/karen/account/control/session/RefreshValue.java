package ai.karen.account.control.session;

import ai.karen.account.control.KeyHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the refresh cookie holds: session, counter, key id and HMAC, with dots between. Made of
 * nothing that is stored, so that every node makes the same one. Immutable.
 *
 * @param counter from 0
 */
public record RefreshValue(UUID session, long counter) {
  /** Only ever sent to, and read under, {@code /api/auth/}. */
  public static final String COOKIE = "__Host-karen_refresh";

  private static final String PURPOSE = "refresh";
  private static final int KEY_ID = 8;
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
              + "\\.(0|[1-9][0-9]{0,17})\\.[0-9a-f]{8}\\.[0-9a-f]{64}");

  /** The cookie's text; a secret. */
  public String text(KeyHash hash) {
    String signed = session + "." + counter + "." + hash.fingerprint().substring(0, KEY_ID);
    return signed + "." + hash.mac(PURPOSE, signed);
  }

  /** Empty unless this deployment made it. */
  public static Optional<RefreshValue> read(String text, KeyHash hash) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    RefreshValue read =
        new RefreshValue(UUID.fromString(form.group(1)), Long.parseLong(form.group(2)));
    return Optional.of(read).filter(value -> isEqual(value.text(hash), text));
  }

  private static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** Without the secret part. */
  @Override
  public String toString() {
    return session + "." + counter;
  }
}
