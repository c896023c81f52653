package ai.karen.door.boundary;

import ai.karen.problem.entity.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Headers that leave no doubt. */
final class Headers {
  /** A name, an address or a bracketed IPv6 address, and perhaps a port (RFC 9110, section 7.2). */
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._~%-]{0,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::\\d{0,5})?");

  /** What a parser of weights and parameters can read without guessing. */
  private static final Pattern ACCEPT =
      Pattern.compile(
          "(?:[^;]|;\\s*(?!q\\s*=)|;\\s*q\\s*=\\s*[01](?:\\.\\d{0,3})?\\s*(?=[,;]|$))*+");

  private static final Pattern OTHER_CHARSET =
      Pattern.compile(
          ".*;\\s*charset\\s*=\\s*+(?!\"?utf-?8\"?\\s*(?:;|$)).*", Pattern.CASE_INSENSITIVE);

  private static final Set<String> ONCE = Set.of("Host", "Content-Type", "Content-Encoding");

  private Headers() {}

  static Optional<Problem> refusal(HttpServletRequest request) {
    return doubled(request)
        .or(() -> control(request))
        .or(() -> host(request))
        .or(() -> accept(request.getHeader("Accept")))
        .or(() -> body(request));
  }

  private static Optional<Problem> doubled(HttpServletRequest request) {
    return ONCE.stream()
        .filter(name -> Framing.values(request, name).size() > 1)
        .sorted()
        .findFirst()
        .map(name -> invalid("Send the header " + name + " only once."));
  }

  private static Optional<Problem> control(HttpServletRequest request) {
    return Collections.list(request.getHeaderNames()).stream()
        .filter(name -> Framing.values(request, name).stream().anyMatch(Headers::hasControl))
        .findFirst()
        .map(name -> invalid("A header's value holds a control character."));
  }

  private static boolean hasControl(String value) {
    return value.chars().anyMatch(character -> character < ' ' && character != '\t');
  }

  /** HTTP/1.0 has none. */
  private static Optional<Problem> host(HttpServletRequest request) {
    String host = request.getHeader("Host");
    boolean fits =
        host == null ? request.getProtocol().equals("HTTP/1.0") : HOST.matcher(host).matches();
    return fits
        ? Optional.empty()
        : Optional.of(invalid("The header Host must name the engine, once."));
  }

  private static Optional<Problem> accept(String accept) {
    return accept == null || ACCEPT.matcher(accept).matches()
        ? Optional.empty()
        : Optional.of(invalid("The header Accept has a weight that is no number from 0 to 1."));
  }

  private static Optional<Problem> body(HttpServletRequest request) {
    String coding = request.getHeader("Content-Encoding");
    String type = request.getHeader("Content-Type");
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      return Optional.of(unsupported("The body is compressed; send it without Content-Encoding."));
    }
    if (type == null ? Framing.hasBody(request) : type.contains("*")) {
      return Optional.of(unsupported("Say what the body is: Content-Type: application/json."));
    }
    return type != null && OTHER_CHARSET.matcher(type).matches()
        ? Optional.of(unsupported("The body's charset must be UTF-8."))
        : Optional.empty();
  }

  private static Problem invalid(String sentence) {
    return Problem.invalid(400, "bad_request", sentence, null);
  }

  private static Problem unsupported(String sentence) {
    return Problem.invalid(415, "unsupported_media_type", sentence, null);
  }
}
