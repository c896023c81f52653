package ai.karen.account.boundary;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/**
 * Bodies that a page of another's may send without asking first, as the Fetch standard's simple
 * requests have them: whatever is no JSON.
 */
final class SimpleBody {
  private static final String JSON = "application/json";

  private SimpleBody() {}

  /** Whether there is no body, or one of JSON. */
  static boolean isNone(HttpServletRequest request) {
    String type = request.getContentType();
    if (type == null) {
      return request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
    }
    String plain = type.toLowerCase(Locale.ROOT);
    return plain.equals(JSON) || plain.startsWith(JSON + ";") || plain.startsWith(JSON + " ");
  }
}
