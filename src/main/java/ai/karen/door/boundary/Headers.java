package ai.karen.door.boundary;

import ai.karen.problem.entity.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
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

  private static final List<String> ONCE = List.of("Content-Encoding", "Content-Type", "Host");

  private Headers() {}

  static Optional<Problem> refusal(HttpServletRequest request) {
    return doubled(request)
        .or(() -> control(request))
        .or(() -> host(request))
        .or(() -> accept(request.getHeader("Accept")))
        .or(() -> body(request));
  }

  private static Optional<Problem> doubled(HttpServletRequest request) {
    for (String name : ONCE) {
      if (Framing.values(request, name).size() > 1) {
        return Optional.of(invalid("Send the header " + name + " only once."));
      }
    }
    return Optional.empty();
  }

  private static Optional<Problem> control(HttpServletRequest request) {
    Enumeration<String> names = request.getHeaderNames();
    while (names.hasMoreElements()) {
      Enumeration<String> values = request.getHeaders(names.nextElement());
      while (values.hasMoreElements()) {
        if (hasControl(values.nextElement())) {
          return Optional.of(invalid("A header's value holds a control character."));
        }
      }
    }
    return Optional.empty();
  }

  /** Loops, because this is asked of every header of every request. */
  private static boolean hasControl(String value) {
    for (int at = 0; at < value.length(); at++) {
      char character = value.charAt(at);
      if (character < ' ' && character != '\t') {
        return true;
      }
    }
    return false;
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
    return accept == null || accept.indexOf(';') < 0 || ACCEPT.matcher(accept).matches()
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
    return charset(type);
  }

  /**
   * @param type null where there is none
   */
  private static Optional<Problem> charset(String type) {
    return type != null && type.indexOf(';') >= 0 && OTHER_CHARSET.matcher(type).matches()
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
