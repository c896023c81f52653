package ai.karen.status.control;

import java.util.regex.Pattern;

/**
 * Names that Kubernetes puts into the environment of every container for each service beside it
 * ("service links"). Those of a service whose name is or begins with karen look like settings.
 */
final class ServiceLinks {
  private static final Pattern PLAIN =
      Pattern.compile(
          "karen\\.(?:.+\\.)?(?:service\\.(?:host|port(?:\\..+)?)"
              + "|port\\.\\d+\\.(?:tcp|udp|sctp)(?:\\.(?:addr|port|proto))?)");
  private static final Pattern ADDRESSED = Pattern.compile("karen\\.(?:.+\\.)?port");
  private static final Pattern ADDRESS = Pattern.compile("(?:tcp|udp|sctp)://.+");

  private ServiceLinks() {}

  /**
   * Whether it is one. A port that is a mere number was meant for the engine by somebody, who is to
   * hear that nobody reads it.
   *
   * @param name with dots; a number in it may stand in brackets, as MicroProfile Config's
   *     implementation takes it from the environment
   * @param value null where it has none
   */
  static boolean isOne(String name, String value) {
    String plain = name.replaceAll("[\\[\\]]", ".");
    return PLAIN.matcher(plain).matches()
        || ADDRESSED.matcher(plain).matches() && value != null && ADDRESS.matcher(value).matches();
  }
}
