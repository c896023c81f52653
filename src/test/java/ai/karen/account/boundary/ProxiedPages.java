package ai.karen.account.boundary;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** The headers of browsers whose requests a proxy passes on, from wherever the test says. */
final class ProxiedPages {
  private ProxiedPages() {}

  /** Of a browser that was never here before. */
  static Map<String, String> browserAt(Calls calls, String address) {
    Map<String, String> page = page(calls);
    page.put("Origin", "https://karen.example");
    page.put("X-Forwarded-Proto", "https");
    page.put("X-Forwarded-Host", "karen.example");
    page.put("X-Forwarded-For", address);
    page.put("Content-Type", "application/json");
    return page;
  }

  /** Cookie and token, without where it comes from. */
  static Map<String, String> page(Calls calls) {
    HttpResponse<String> answer = calls.send("GET", "/api/auth/csrf", null, Map.of());
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    Map<String, String> headers = new HashMap<>();
    headers.put("Cookie", cookie.substring(0, cookie.indexOf(';')));
    headers.put("X-CSRF-Token", Calls.json(answer).getString("csrf_token"));
    return headers;
  }

  /** A login in such a browser. */
  static HttpResponse<String> logIn(Calls calls, String address, String email, String password) {
    String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    return calls.send("POST", "/api/auth/login", body, browserAt(calls, address));
  }
}
