package ai.karen.account.boundary;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

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
    return logIn(calls, browserAt(calls, address), email, password);
  }

  /** A login in that browser. */
  static HttpResponse<String> logIn(
      Calls calls, Map<String, String> page, String email, String password) {
    String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    return calls.send("POST", "/api/auth/login", body, page);
  }

  /** As at the start of a page of that browser, which is there now. */
  static HttpResponse<String> refresh(Calls calls, Map<String, String> page, String address) {
    page.put("X-Forwarded-For", address);
    HttpResponse<String> csrf = calls.send("GET", "/api/auth/csrf", null, page);
    keep(csrf, page);
    page.put("X-CSRF-Token", Calls.json(csrf).getString("csrf_token"));
    return calls.send("POST", "/api/auth/refresh", null, page);
  }

  /** As a browser keeps the cookies that it is given. */
  static void keep(HttpResponse<String> answer, Map<String, String> page) {
    Map<String, String> cookies = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(page.get("Cookie").split("; ")),
            answer.headers().allValues("Set-Cookie").stream().map(set -> set.split(";")[0]))
        .forEach(pair -> cookies.put(pair.substring(0, pair.indexOf('=')), pair));
    page.put("Cookie", String.join("; ", cookies.values()));
  }
}
