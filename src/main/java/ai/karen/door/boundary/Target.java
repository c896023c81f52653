package ai.karen.door.boundary;

import ai.karen.problem.entity.Problem;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The address that a request asks for, as it came. */
final class Target {
  /** Characters of path and query together. */
  static final int LONGEST = 8_192;

  private static final String PERCENT = "%[0-9A-Fa-f]{2}";

  /** RFC 3986, section 3.3, without the semicolon, which begins a path parameter. */
  private static final Pattern PATH =
      Pattern.compile("/(?:[A-Za-z0-9\\-._~!$&'()*+,=:@/]|" + PERCENT + ")*+");

  /** More than RFC 3986 allows, as browsers send it; but nothing that splits lines or logs. */
  private static final Pattern QUERY = Pattern.compile("(?:[!-~&&[^%\\\\#]]|" + PERCENT + ")*+");

  private static final Pattern ENCODED_SLASH = Pattern.compile("%2f", Pattern.CASE_INSENSITIVE);

  /** A name such as {@code ollama/llama3} is one segment to the clients that look it up. */
  private static final String NAMES_WITH_SLASH = "/v1/models/";

  private static final Set<String> DOTS = Set.of(".", "..");

  private Target() {}

  /**
   * @param url the whole address: the container takes a session's id out of the path
   * @param query null when there is none
   */
  static Optional<Problem> refusal(String url, String path, String query) {
    boolean isPlain = query == null && isPlain(path) && url.indexOf(';') < 0;
    return isPlain ? Optional.empty() : examined(url, path, query);
  }

  private static Optional<Problem> examined(String url, String path, String query) {
    int length = path.length() + (query == null ? 0 : query.length() + 1);
    if (length > LONGEST) {
      return Optional.of(tooLong());
    }
    if (!PATH.matcher(path).matches() || url.indexOf(';') >= 0) {
      return refused("holds a character that must be percent-encoded, or a wrong percent sign");
    }
    if (query != null && !QUERY.matcher(query).matches()) {
      return refused("has a query with a character that must be percent-encoded");
    }
    return hasSlashInName(path)
        ? refused("has an encoded slash where no name has one")
        : Percent.decode(path).map(Target::decoded).orElseGet(() -> refused("is not valid UTF-8"));
  }

  /** Most addresses leave nothing to examine: words between single slashes, and few of them. */
  private static boolean isPlain(String path) {
    for (int at = 0; at < path.length(); at++) {
      char character = path.charAt(at);
      boolean isWord =
          character >= 'a' && character <= 'z'
              || character >= '0' && character <= '9'
              || character == '/'
              || character == '-';
      if (!isWord) {
        return false;
      }
    }
    return path.startsWith("/") && path.length() <= LONGEST;
  }

  private static Optional<Problem> decoded(String path) {
    if (path.chars().anyMatch(Target::isTrick)) {
      return refused("holds an encoded character that no address here has");
    }
    return Arrays.stream(path.split("/")).anyMatch(DOTS::contains)
        ? refused("has \".\" or \"..\" for a segment; leave them out")
        : Optional.empty();
  }

  private static boolean hasSlashInName(String path) {
    return !path.startsWith(NAMES_WITH_SLASH) && ENCODED_SLASH.matcher(path).find();
  }

  private static boolean isTrick(int character) {
    return Character.isISOControl(character) || "\\;#".indexOf(character) >= 0;
  }

  private static Problem tooLong() {
    String sentence = "The request's address is longer than " + LONGEST + " characters.";
    return Problem.invalid(414, "uri_too_long", sentence, null);
  }

  private static Optional<Problem> refused(String what) {
    return Optional.of(
        Problem.invalid(400, "bad_request", "The request's address " + what + ".", null));
  }
}
