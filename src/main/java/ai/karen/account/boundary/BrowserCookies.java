package ai.karen.account.boundary;

import ai.karen.account.control.KeyHash;
import ai.karen.account.control.session.RefreshValue;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The cookies that the engine gives to browsers, as requests bring them back. */
final class BrowserCookies {
  /** Stands for a browser before it has a session. */
  static final String PRE = "__Host-karen_pre";

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private BrowserCookies() {}

  /** Empty where there is none, and where there are several: then nobody knows which is ours. */
  static Optional<String> value(HttpServletRequest request, String name) {
    Cookie[] all = request.getCookies();
    if (all == null) {
      return Optional.empty();
    }
    String[] values =
        Stream.of(all)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .toArray(String[]::new);
    return values.length == 1 ? Optional.of(values[0]) : Optional.empty();
  }

  static boolean hasAny(HttpServletRequest request) {
    return request.getHeader("Cookie") != null;
  }

  /**
   * What a token for this browser is bound to: its session, before login its passing id. Whether
   * the session is alive is not asked; a token gives no right.
   *
   * @return null where it has neither
   */
  static String binding(HttpServletRequest request, KeyHash hash) {
    return session(request, hash)
        .map(id -> "session:" + id)
        .or(() -> passingId(request).map(BrowserCookies::passing))
        .orElse(null);
  }

  /** Whose refresh value it has; empty unless this deployment made the value. */
  static Optional<UUID> session(HttpServletRequest request, KeyHash hash) {
    return value(request, RefreshValue.COOKIE)
        .flatMap(text -> RefreshValue.read(text, hash))
        .map(RefreshValue::session);
  }

  static Optional<String> passingId(HttpServletRequest request) {
    return value(request, PRE).filter(id -> ID.matcher(id).matches());
  }

  static String passing(String id) {
    return "pre:" + id;
  }

  /** Unguessable: 122 bits of a secure random source. */
  static String newPassingId() {
    return UUID.randomUUID().toString();
  }
}
