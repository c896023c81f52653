package ai.karen.provider.adapter.ollama;

/**
 * Reads {@code OLLAMA_HOST} as Ollama's own tools do: with or without scheme and port, and an
 * address for all interfaces means this machine.
 */
final class OllamaHost {
  private static final String PORT = "11434";

  private OllamaHost() {}

  /** The base URL of the OpenAI-compatible endpoint. */
  static String baseUrl(String host) {
    String text = host.isBlank() ? "localhost" : host.strip();
    String scheme = text.startsWith("https://") ? "https://" : "http://";
    String rest = text.replaceFirst("^https?://", "").replaceFirst("/+$", "");
    return scheme + withPort(rest.replaceFirst("^0\\.0\\.0\\.0", "127.0.0.1")) + "/v1";
  }

  private static String withPort(String address) {
    boolean hasPort = address.matches(".*:[0-9]+(/.*)?") && !address.matches("\\[?[0-9a-f:]+\\]?");
    return hasPort || address.contains("/") ? address : address + ":" + PORT;
  }
}
