package ai.karen.provider.adapter.ollama;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code OLLAMA_HOST} as Ollama's own tools do: with or without scheme, port and path. Only
 * without a scheme is the port Ollama's own; an address for all interfaces means this machine.
 */
final class OllamaHost {
  private static final Pattern PARTS =
      Pattern.compile(
          "(?:(?<scheme>https?)://)?"
              + "(?<host>\\[[^\\]]*\\]|[^/:]*:[^/:]*:[^/]*|[^/:]*)"
              + "(?::(?<port>[0-9]+))?(?<path>(?:/[^/]+)*)/*");
  private static final Map<String, String> PORTS = Map.of("http", "80", "https", "443");
  private static final String OWN_PORT = "11434";

  private OllamaHost() {}

  /** The base URL of the OpenAI-compatible endpoint; what can't be read is left to who uses it. */
  static String baseUrl(String host) {
    Matcher parts = PARTS.matcher(host.strip());
    return parts.matches() ? baseUrl(parts) : host.strip();
  }

  private static String baseUrl(Matcher parts) {
    String scheme = parts.group("scheme");
    String usual = scheme == null ? OWN_PORT : PORTS.get(scheme);
    String port = parts.group("port") == null ? usual : parts.group("port");
    return (scheme == null ? "http" : scheme)
        + "://"
        + reachable(parts.group("host"))
        + ":"
        + port
        + parts.group("path")
        + "/v1";
  }

  private static String reachable(String host) {
    return switch (host) {
      case "" -> "localhost";
      case "0.0.0.0" -> "127.0.0.1";
      case "::", "[::]" -> "[::1]";
      default -> host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    };
  }
}
