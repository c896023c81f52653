package ai.karen.provider.adapter.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a base URL strictly: whatever two parsers could understand in two ways is refused. The
 * sentences of refusal never repeat the value, which may hold a password.
 */
final class BaseUrl {
  private static final int LAST_PORT = 65535;

  private BaseUrl() {}

  /**
   * The URL without a trailing slash.
   *
   * @throws IllegalArgumentException with a sentence for the operator
   */
  static URI parse(String text) {
    require(text.chars().allMatch(each -> each > ' ' && each < 127), "must be plain ASCII");
    require(text.indexOf('\\') < 0, "must not contain a backslash");
    URI url = syntax(text);
    requireParts(url);
    requireHost(url);
    return URI.create(text.replaceFirst("/+$", ""));
  }

  private static URI syntax(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException malformed) {
      throw refusal("is not a URL");
    }
  }

  private static void requireParts(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    require(Set.of("http", "https").contains(scheme), "must begin with http:// or https://");
    require(url.getRawAuthority() != null, "must name a host");
    require(url.getRawAuthority().indexOf('@') < 0, "must not hold a user name or password");
    require(url.getRawQuery() == null, "must have no query");
    require(url.getRawFragment() == null, "must have no fragment");
  }

  private static void requireHost(URI url) {
    String authority = url.getRawAuthority();
    require(authority.indexOf('%') < 0, "must not have percent signs in its host");
    HostSpelling.require(authority.replaceFirst(":[0-9]*$", ""));
    require(url.getHost() != null, "must name a host of letters, digits, hyphens and dots");
    boolean portFits = url.getPort() >= 1 && url.getPort() <= LAST_PORT;
    require(portFits || !authority.matches(".*:[0-9]*$"), "must have a port from 1 to 65535");
  }

  private static void require(boolean holds, String demand) {
    if (!holds) {
      throw refusal(demand);
    }
  }

  private static IllegalArgumentException refusal(String sentence) {
    return new IllegalArgumentException("the base URL " + sentence);
  }
}
