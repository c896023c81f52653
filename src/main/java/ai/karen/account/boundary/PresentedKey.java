package ai.karen.account.boundary;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The key or access token that a request's headers carry. */
final class PresentedKey {
  private static final String HEADER = "x-api-key";
  private static final String SCHEME = "Bearer ";

  private PresentedKey() {}

  /**
   * The bearer's, else that of {@code x-api-key}; not checked in any way.
   *
   * @param headers all values by a header's name; null or none where it was not sent
   */
  static Optional<String> of(Function<String, List<String>> headers) {
    return only(headers, HttpHeaders.AUTHORIZATION)
        .filter(PresentedKey::isBearer)
        .map(value -> value.substring(SCHEME.length()).strip())
        .or(() -> only(headers, HEADER));
  }

  /** An access token is three parts with dots between; keys have none. */
  static boolean isToken(String text) {
    int first = text.indexOf('.');
    int second = text.indexOf('.', first + 1);
    return first > 0 && second > first && text.indexOf('.', second + 1) < 0;
  }

  /** The scheme's name has no case (RFC 9110, section 11.1). */
  private static boolean isBearer(String value) {
    return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** Of several keys none is believed: together they are malformed. */
  private static Optional<String> only(Function<String, List<String>> headers, String name) {
    return Optional.ofNullable(headers.apply(name))
        .map(values -> String.join(", ", values))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
