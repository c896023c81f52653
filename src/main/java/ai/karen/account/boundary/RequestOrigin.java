package ai.karen.account.boundary;

import ai.karen.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a browser sent a request from a page that may do so. Thread-safe. */
@ApplicationScoped
public class RequestOrigin {
  public static final String SETTING = "karen.http.allowed-origins";

  private static final Pattern FORM =
      Pattern.compile("https?://(?:[a-z0-9._~-]+|\\[[0-9a-f:.]+])(?::\\d{1,5})?");
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private final ClientAddress addresses;
  private final Set<String> allowed;

  /** For the container's client proxy. */
  protected RequestOrigin() {
    this.addresses = null;
    this.allowed = Set.of();
  }

  @Inject
  public RequestOrigin(Settings settings, ClientAddress addresses) {
    this.addresses = addresses;
    this.allowed =
        settings.read(
            SETTING,
            Set.of(),
            "a comma list of origins such as https://karen.example.com",
            RequestOrigin::origins);
  }

  /**
   * What the browser says must fit: where it names an origin, that one; where it names how the page
   * is related, that it is none of another. One that says nothing may carry no cookie.
   */
  boolean isFit(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    String site = request.getHeader("Sec-Fetch-Site");
    if (origin == null && site == null) {
      return !BrowserCookies.hasAny(request);
    }
    if (origin != null && allowed.contains(normal(origin))) {
      return true;
    }
    return (origin == null || normal(origin).equals(own(request)))
        && (site == null || OWN_SITES.contains(site.strip()));
  }

  /** The engine's origin, as the client named it. */
  private String own(HttpServletRequest request) {
    boolean isProxied = addresses.isProxied(request);
    String scheme = request.isSecure() ? "https" : "http";
    String host = request.getHeader("Host");
    return normal(
        (isProxied ? last(request, "X-Forwarded-Proto", scheme) : scheme)
            + "://"
            + (isProxied ? last(request, "X-Forwarded-Host", host) : host));
  }

  /** The nearest proxy's word. */
  private static String last(HttpServletRequest request, String name, String otherwise) {
    String header = request.getHeader(name);
    return header == null ? otherwise : header.substring(header.lastIndexOf(',') + 1).strip();
  }

  /** In lower case and without the scheme's own port. */
  private static String normal(String origin) {
    String text = origin.strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("https:") && text.endsWith(":443")) {
      return text.substring(0, text.length() - 4);
    }
    return text.startsWith("http:") && text.endsWith(":80")
        ? text.substring(0, text.length() - 3)
        : text;
  }

  private static Set<String> origins(String text) {
    List<String> parts =
        Stream.of(text.split(",")).map(RequestOrigin::normal).filter(s -> !s.isEmpty()).toList();
    if (!parts.stream().allMatch(part -> FORM.matcher(part).matches())) {
      throw new IllegalArgumentException("not an origin");
    }
    return parts.stream().collect(Collectors.toUnmodifiableSet());
  }
}
