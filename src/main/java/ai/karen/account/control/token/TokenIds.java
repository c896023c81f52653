package ai.karen.account.control.token;

import ai.karen.account.control.KeyHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Names access tokens: 16 random hexadecimal digits, and 16 of an HMAC over them and the session.
 * So an id says itself to which session it was issued, on every node, and none has to be stored.
 * Thread-safe.
 */
@ApplicationScoped
public class TokenIds {
  private static final int HALF = 16;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + 2 * HALF + "}");

  private final KeyHash hash;

  /** For the container's client proxy. */
  protected TokenIds() {
    this(null);
  }

  @Inject
  public TokenIds(KeyHash hash) {
    this.hash = hash;
  }

  /** Of a token of that session. */
  String next(UUID session) {
    return of(session, HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
  }

  /** Whether a token of that session was given that id. */
  public boolean isIssued(UUID session, String id) {
    return FORM.matcher(id).matches() && of(session, id.substring(0, HALF)).equals(id);
  }

  private String of(UUID session, String number) {
    return number + hash.mac("token-id", session + "." + number).substring(0, HALF);
  }
}
