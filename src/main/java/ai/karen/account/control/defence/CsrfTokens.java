package ai.karen.account.control.defence;

import ai.karen.account.control.KeyHash;
import ai.karen.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes and checks the tokens that show that a page of this engine's sent a request: an expiry and
 * an HMAC over it and what the token is bound to. Nothing is stored. Thread-safe.
 */
@ApplicationScoped
public class CsrfTokens {
  static final String SETTING = "karen.csrf.life";

  private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,10})\\.([0-9a-f]{64})");

  private final KeyHash hash;
  private final Clock clock;
  private final Duration life;

  /** For the container's client proxy. */
  protected CsrfTokens() {
    this.hash = null;
    this.clock = null;
    this.life = null;
  }

  @Inject
  public CsrfTokens(Settings settings, KeyHash hash, Clock clock) {
    this.hash = hash;
    this.clock = clock;
    this.life = settings.duration(SETTING, Duration.ofHours(1));
  }

  /** How long a token is good for. */
  public Duration life() {
    return life;
  }

  /**
   * @param binding what only the browser in question can send, such as a session
   */
  public String issue(String binding) {
    long end = clock.instant().plus(life).getEpochSecond();
    String expiry = Long.toString(end, Character.MAX_RADIX);
    return expiry + "." + mac(binding, expiry);
  }

  /**
   * Takes as long for a wrong token as for a right one.
   *
   * @param token as it was sent; null where it was not
   * @param binding null where the request has nothing that a token could be bound to
   */
  public CsrfVerdict check(String token, String binding) {
    if (token == null || token.isEmpty()) {
      return CsrfVerdict.MISSING;
    }
    Matcher parts = FORM.matcher(token);
    if (binding == null || !parts.matches() || !isGenuine(parts, binding)) {
      return CsrfVerdict.INVALID;
    }
    Instant end = Instant.ofEpochSecond(Long.parseLong(parts.group(1), Character.MAX_RADIX));
    return clock.instant().isBefore(end) ? CsrfVerdict.GOOD : CsrfVerdict.EXPIRED;
  }

  private boolean isGenuine(Matcher parts, String binding) {
    return MessageDigest.isEqual(bytes(parts.group(2)), bytes(mac(binding, parts.group(1))));
  }

  private String mac(String binding, String expiry) {
    return hash.mac("csrf", expiry + "." + binding);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
