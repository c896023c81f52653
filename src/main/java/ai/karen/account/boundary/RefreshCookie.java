package ai.karen.account.boundary;

import ai.karen.account.control.session.RefreshValue;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The one place where a refresh value travels. */
final class RefreshCookie {
  private static final String RULES = "; Path=/; Secure; HttpOnly; SameSite=Strict";

  private RefreshCookie() {}

  /** What the client sent; of several cookies of that name none is believed. */
  static Optional<String> of(HttpServletRequest request) {
    return BrowserCookies.value(request, RefreshValue.COOKIE);
  }

  /** The value of {@code Set-Cookie}. */
  static String holding(String value, long seconds) {
    return RefreshValue.COOKIE + "=" + value + "; Max-Age=" + seconds + RULES;
  }

  /** The value of {@code Set-Cookie}. */
  static String deleted() {
    return holding("", 0);
  }
}
