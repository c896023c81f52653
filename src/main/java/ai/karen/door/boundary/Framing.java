package ai.karen.door.boundary;

import ai.karen.problem.entity.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a request ends. */
final class Framing {
  private static final String LENGTH = "Content-Length";
  private static final String CODING = "Transfer-Encoding";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Set<String> PROTOCOLS = Set.of("HTTP/1.1", "HTTP/1.0");
  private static final Set<String> USUALLY_WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

  private Framing() {}

  static Optional<Problem> refusal(HttpServletRequest request) {
    List<String> lengths = values(request, LENGTH);
    List<String> codings = values(request, CODING);
    if (!PROTOCOLS.contains(request.getProtocol())) {
      return refused("The request must be in HTTP/1.1.");
    }
    return length(lengths)
        .or(() -> coding(codings, request.getProtocol()))
        .or(() -> both(lengths, codings));
  }

  private static Optional<Problem> length(List<String> lengths) {
    return lengths.isEmpty() || isNumber(lengths)
        ? Optional.empty()
        : refused("The header Content-Length must be one number of bytes.");
  }

  private static Optional<Problem> coding(List<String> codings, String protocol) {
    if (codings.isEmpty()) {
      return Optional.empty();
    }
    if (protocol.equals("HTTP/1.0")) {
      return refused("HTTP/1.0 has no Transfer-Encoding; send Content-Length.");
    }
    return isChunked(codings)
        ? Optional.empty()
        : refused("The only Transfer-Encoding understood here is \"chunked\".");
  }

  private static Optional<Problem> both(List<String> lengths, List<String> codings) {
    return lengths.isEmpty() || codings.isEmpty()
        ? Optional.empty()
        : refused("Send either Content-Length or Transfer-Encoding, not both.");
  }

  /**
   * Whether the server may have seen the request end elsewhere than a stricter reader would. Open
   * Liberty leaves out a Content-Length that is no number, so that a body without a length may be
   * one with a wrong length; and it cuts a chunk's size to 32 bits.
   */
  static boolean isVague(HttpServletRequest request) {
    boolean hasLength = request.getHeader(LENGTH) != null;
    return request.getHeader(CODING) != null
        || !hasLength && !USUALLY_WITHOUT_BODY.contains(request.getMethod());
  }

  static boolean hasBody(HttpServletRequest request) {
    return request.getHeader(CODING) != null || request.getContentLengthLong() > 0;
  }

  private static boolean isNumber(List<String> lengths) {
    return lengths.size() == 1 && NUMBER.matcher(lengths.get(0).strip()).matches();
  }

  private static boolean isChunked(List<String> codings) {
    return codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
  }

  /** All values that a header was sent with; none where it was not sent. */
  static List<String> values(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }

  private static Optional<Problem> refused(String sentence) {
    return Optional.of(Problem.invalid(400, "bad_request", sentence, null));
  }
}
