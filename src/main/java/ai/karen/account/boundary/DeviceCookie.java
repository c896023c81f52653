package ai.karen.account.boundary;

import ai.karen.account.control.defence.DeviceCookies;
import jakarta.servlet.http.HttpServletRequest;

/** The cookie by which a device is known that signed in before. */
final class DeviceCookie {
  private DeviceCookie() {}

  /** What the client sent; null where there is none. */
  static String of(HttpServletRequest request) {
    return BrowserCookies.value(request, DeviceCookies.NAME).orElse(null);
  }

  /** The value of {@code Set-Cookie}. */
  static String holding(String value) {
    return DeviceCookies.NAME
        + "="
        + value
        + "; Max-Age="
        + DeviceCookies.LIFE.toSeconds()
        + "; Path=/; Secure; HttpOnly; SameSite=Strict";
  }
}
