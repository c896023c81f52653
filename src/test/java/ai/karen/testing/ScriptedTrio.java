package ai.karen.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A chain of three scripted providers in the shared engine, with the limits of a {@link
 * ScriptedChain}. Only the third goes on with an answer that another began.
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
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":true}"
        .formatted(name);
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
    settings.put(ScriptedChain.prefix(ids().get(2)) + "PREFILL", "true");
    return settings;
  }
}
