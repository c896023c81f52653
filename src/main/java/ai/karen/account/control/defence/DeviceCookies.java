package ai.karen.account.control.defence;

import ai.karen.account.control.KeyHash;
import ai.karen.account.entity.LoginAttempt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text of the cookie {@code __Host-karen_device}: a device's random id, and for each of the
 * accounts that signed in there last the day and an HMAC over id, account and day. It opens nothing
 * but a lane for attempts. Thread-safe.
 */
@ApplicationScoped
public class DeviceCookies {
  public static final String NAME = "__Host-karen_device";

  /** How long a device is known after the last login on it. */
  public static final Duration LIFE = Duration.ofDays(180);

  private static final int MOST_ACCOUNTS = 5;
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f-]{36})((?:\\.\\d{1,6}-[0-9a-f]{64}){1," + MOST_ACCOUNTS + "})");
  private static final Pattern MARK = Pattern.compile("(\\d{1,6})-([0-9a-f]{64})");

  private final KeyHash hash;
  private final Identities identities;
  private final Clock clock;

  /** For the container's client proxy. */
  protected DeviceCookies() {
    this(null, null, null);
  }

  @Inject
  public DeviceCookies(KeyHash hash, Identities identities, Clock clock) {
    this.hash = hash;
    this.identities = identities;
    this.clock = clock;
  }

  /** What to set after a success; the other accounts of the device stay known. */
  public String issue(LoginAttempt attempt) {
    String account = identities.account(attempt.email());
    Optional<Matcher> old = parts(attempt.deviceCookie());
    String device = old.map(parts -> parts.group(1)).orElse(UUID.randomUUID().toString());
    Stream<String> others =
        old.map(DeviceCookies::marks).orElse(List.of()).stream()
            .filter(mark -> !isFor(mark, device, account))
            .limit(MOST_ACCOUNTS - 1);
    long today = today();
    String mark = today + "-" + mac(device, account, today);
    return String.join(".", Stream.concat(Stream.of(device, mark), others).toList());
  }

  /** The device's id, where the account signed in there not too long ago. */
  Optional<String> known(String cookie, String account) {
    return parts(cookie)
        .filter(
            parts -> marks(parts).stream().anyMatch(mark -> isFor(mark, parts.group(1), account)))
        .map(parts -> parts.group(1));
  }

  private static Optional<Matcher> parts(String cookie) {
    return Optional.ofNullable(cookie).map(FORM::matcher).filter(Matcher::matches);
  }

  private static List<String> marks(Matcher parts) {
    return Arrays.stream(parts.group(2).substring(1).split("\\.")).toList();
  }

  private boolean isFor(String text, String device, String account) {
    Matcher mark = MARK.matcher(text);
    if (!mark.matches()) {
      return false;
    }
    long day = Long.parseLong(mark.group(1));
    boolean isGenuine =
        MessageDigest.isEqual(bytes(mark.group(2)), bytes(mac(device, account, day)));
    return isGenuine && day + LIFE.toDays() >= today();
  }

  private String mac(String device, String account, long day) {
    return hash.mac("device", day + "." + device + "." + account);
  }

  private long today() {
    return Duration.ofMillis(clock.millis()).toDays();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
