package ai.karen.account.boundary;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;

/** The key that a request's headers carry. */
final class PresentedKey {
  private static final String HEADER = "x-api-key";
  private static final String SCHEME = "Bearer ";

  private PresentedKey() {}

  /** The bearer's, else that of {@code x-api-key}; not checked in any way. */
  static Optional<String> of(MultivaluedMap<String, String> headers) {
    return only(headers, HttpHeaders.AUTHORIZATION)
        .filter(PresentedKey::isBearer)
        .map(value -> value.substring(SCHEME.length()).strip())
        .or(() -> only(headers, HEADER));
  }

  /** The scheme's name has no case (RFC 9110, section 11.1). */
  private static boolean isBearer(String value) {
    return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** Of several keys none is believed: together they are malformed. */
  private static Optional<String> only(MultivaluedMap<String, String> headers, String name) {
    return Optional.ofNullable(headers.get(name))
        .map(values -> String.join(", ", values))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
