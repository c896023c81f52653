package ai.karen.store.adapter.redis;

import ai.karen.configuration.control.Secret;
import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where Redis is ({@code karen.redis.url}). Immutable.
 *
 * @param user null for Redis's default user
 * @param password null where none is wanted
 * @param database from 0
 * @param encrypted whether by TLS
 */
record RedisAddress(
    String host, int port, String user, Secret password, int database, boolean encrypted) {
  static final String SETTING = "karen.redis.url";

  private static final String EXPECTED =
      "an address such as redis://localhost:6379 or rediss://:password@host:6379/0";
  private static final int USUAL_PORT = 6379;
  private static final int HIGHEST_PORT = 65_535;
  private static final Set<String> SCHEMES = Set.of("redis", "rediss");
  private static final Pattern DATABASE = Pattern.compile("/?|/\\d{1,4}");
  private static final Pattern MAY_BE_SECRET = Pattern.compile(".*@|\\?.*");

  /** Empty where none is set or it can't be used; the latter is reported. */
  static Optional<RedisAddress> read(Settings settings) {
    Optional<String> text = settings.text(SETTING);
    try {
      return text.map(RedisAddress::parse);
    } catch (IllegalArgumentException unusable) {
      settings.report(new SettingProblem(SETTING, masked(text.orElse("")), EXPECTED));
      return Optional.empty();
    }
  }

  /**
   * @throws IllegalArgumentException its message may repeat the text
   */
  static RedisAddress parse(String text) {
    URI uri = URI.create(text);
    require(uri.getScheme() != null && SCHEMES.contains(uri.getScheme()));
    require(uri.getHost() != null && uri.getPort() <= HIGHEST_PORT && uri.getPort() != 0);
    require(uri.getRawQuery() == null && uri.getRawFragment() == null);
    require(DATABASE.matcher(uri.getRawPath()).matches());
    String[] account = account(uri);
    return new RedisAddress(
        uri.getHost(),
        uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
        account[0].isEmpty() ? null : account[0],
        account[1].isEmpty() ? null : new Secret(account[1]),
        database(uri.getRawPath()),
        uri.getScheme().equals("rediss"));
  }

  /** For sentences: host and port, nothing else. */
  String place() {
    return host + ":" + port;
  }

  private static int database(String path) {
    return path.length() < 2 ? 0 : Integer.parseInt(path.substring(1));
  }

  private static String[] account(URI uri) {
    String info = uri.getRawUserInfo() == null ? ":" : uri.getRawUserInfo();
    int colon = info.indexOf(':');
    require(colon >= 0);
    return new String[] {decoded(info.substring(0, colon)), decoded(info.substring(colon + 1))};
  }

  /** In an address, unlike in a form, a plus means itself. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException("not the address of a Redis");
    }
  }

  private static String masked(String text) {
    return MAY_BE_SECRET.matcher(text).replaceAll("****");
  }
}
