package ai.karen.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A chain of three scripted providers in the shared engine, with the limits that providers have as
 * delivered. Only the third goes on with an answer that another began, and it may be silent between
 * two words for twenty seconds.
 *
 * @param name as in a request's {@code model}
 */
public record ScriptedTrio(
    String name, ScriptedProvider first, ScriptedProvider second, ScriptedProvider third) {

  static ScriptedTrio start(int number) {
    return new ScriptedTrio(
        "trio" + number,
        ScriptedProvider.start(),
        ScriptedProvider.start(),
        ScriptedProvider.start());
  }

  /** A chat request of one message to this chain, to be answered with a stream. */
  public String ask() {
    return ask(true);
  }

  /** A chat request of one message to this chain. */
  public String ask(boolean streaming) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":%s}"
        .formatted(name, streaming);
  }

  /** Of the three, in the chain's order. */
  public List<String> ids() {
    return List.of(name + "a", name + "b", name + "c");
  }

  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("KAREN_CHAIN_" + name.toUpperCase(Locale.ROOT), String.join(",", ids()));
    settings.putAll(ScriptedChain.settings(ids().get(0), first));
    settings.putAll(ScriptedChain.settings(ids().get(1), second));
    settings.putAll(ScriptedChain.settings(ids().get(2), third));
    settings.keySet().removeIf(key -> key.endsWith("_TIMEOUT"));
    settings.put(ScriptedChain.prefix(ids().get(2)) + "PREFILL", "true");
    settings.put(ScriptedChain.prefix(ids().get(2)) + "IDLE_TIMEOUT", "PT20S");
    return settings;
  }
}
