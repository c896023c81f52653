package ai.karen.testing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A chain of two scripted providers in the shared engine. Their limits are short, so that a test of
 * silence is too.
 *
 * @param name as in a request's {@code model}
 */
public record ScriptedChain(
    String name, String firstId, ScriptedProvider first, String secondId, ScriptedProvider second) {

  static ScriptedChain start(int number) {
    return new ScriptedChain(
        "chain" + number,
        "first" + number,
        ScriptedProvider.start(),
        "second" + number,
        ScriptedProvider.start().always(Behaviours.answer("Hello from the second.")));
  }

  /** A chat request of one message to this chain. */
  public String ask(boolean streaming) {
    return ask("\"stream\":" + streaming);
  }

  /**
   * @param fields more of the request, as JSON members
   */
  public String ask(String fields) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],%s}"
        .formatted(name, fields);
  }

  /**
   * The second goes on with an answer that another began, and takes longer questions; the first's
   * breaker opens for a second only.
   */
  Map<String, String> continuing() {
    return Map.of(
        prefix(secondId) + "PREFILL", "true",
        prefix(secondId) + "CONTEXT", "100000",
        prefix(firstId) + "CONTEXT", "8192",
        prefix(firstId) + "BREAKER_DELAY", "PT1S");
  }

  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("KAREN_CHAIN_" + name.toUpperCase(Locale.ROOT), firstId + "," + secondId);
    settings.putAll(settings(firstId, first));
    settings.putAll(settings(secondId, second));
    return settings;
  }

  static Map<String, String> settings(String id, ScriptedProvider provider) {
    String prefix = prefix(id);
    return Map.of(
        prefix + "BASE_URL",
        provider.baseUrl(),
        prefix + "MODEL",
        "model-of-" + id,
        prefix + "API_KEY",
        "secret-of-" + id,
        prefix + "FIRST_TOKEN_TIMEOUT",
        "PT1S",
        prefix + "ANSWER_TIMEOUT",
        "PT1S",
        prefix + "IDLE_TIMEOUT",
        "PT1S");
  }

  static String prefix(String id) {
    return "KAREN_PROVIDERS_" + id.toUpperCase(Locale.ROOT) + "_";
  }
}
