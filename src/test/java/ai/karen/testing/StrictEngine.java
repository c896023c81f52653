package ai.karen.testing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One engine for the tests of an operator who wants an error rather than a stand-in: names that
 * nobody knows are rejected, streams that break stay broken, nobody answers in the last resort, and
 * no more than a second is waited for a provider. Its timers are the usual ones.
 */
public final class StrictEngine {
  /** Of context lengths, in tokens. */
  private static final String SHORT = "4096";

  private static final Map<String, String> CHAINS =
      Map.of(
          "lengths", "short,alsoshort,long",
          "breaks", "breaking,spare",
          "waits", "patient,spare",
          "leaves", "hasty,spare",
          "nobody", "denied,spent,older,busy",
          "alone", "broken",
          "talks", "talking,spare",
          "talksmore", "talkingmore,spare",
          "fits", "fitting,spare",
          "bursts", "bursting,spare");

  private static final StrictEngine ENGINE = new StrictEngine();

  private final Map<String, ScriptedProvider> providers = new TreeMap<>();
  private final TestingEngine engine;

  private StrictEngine() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String links : CHAINS.values()) {
      for (String id : links.split(",")) {
        providers.computeIfAbsent(id, each -> ScriptedProvider.start());
      }
    }
    providers.put(
        "unasked", ScriptedProvider.start().listing(Behaviours.error(503, "away", "No list now.")));
    providers.forEach((id, provider) -> settings.putAll(settings(id, provider)));
    CHAINS.forEach((name, links) -> settings.put("KAREN_CHAIN_" + upper(name), links));
    settings.put("KAREN_CHAIN_NAMES", String.join(",", CHAINS.keySet()));
    settings.put("KAREN_DEFAULT_CHAIN", "lengths");
    settings.put("KAREN_PROVIDERS_EXTRA", String.join(",", providers.keySet()));
    settings.put("KAREN_MODELS_UNKNOWN", "reject");
    settings.put("KAREN_STREAM_ON_BREAK", "error");
    settings.put("KAREN_RETRY_MAX_WAIT", "PT1S");
    settings.put("KAREN_LAST_RESORT", "none");
    settings.putAll(peculiarities());
    engine = TestingEngine.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
  }

  public static EngineClient client() {
    return ENGINE.engine.client();
  }

  /** The provider of this id. */
  public static ScriptedProvider provider(String id) {
    return ENGINE.providers.get(id);
  }

  /** As it is set up for this provider. */
  public static String keyOf(String id) {
    return "secret-of-" + id;
  }

  /**
   * A chat request of one message.
   *
   * @param model as in the request, such as a chain's name
   */
  public static String ask(String model, boolean streaming) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":%s}"
        .formatted(model, streaming);
  }

  private static Map<String, String> settings(String id, ScriptedProvider provider) {
    String prefix = ScriptedChain.prefix(id);
    return Map.of(
        prefix + "BASE_URL", provider.baseUrl(),
        prefix + "MODEL", "model-of-" + id,
        prefix + "API_KEY", keyOf(id));
  }

  private static Map<String, String> peculiarities() {
    return Map.of(
        ScriptedChain.prefix("short") + "CONTEXT",
        SHORT,
        ScriptedChain.prefix("alsoshort") + "CONTEXT",
        SHORT,
        ScriptedChain.prefix("long") + "CONTEXT",
        "8192",
        ScriptedChain.prefix("spare") + "PREFILL",
        "true",
        ScriptedChain.prefix("broken") + "BREAKER_VOLUME",
        "4",
        ScriptedChain.prefix("broken") + "BREAKER_DELAY",
        "PT1S",
        "KAREN_SHUTDOWN_GRACE",
        "PT1S");
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
