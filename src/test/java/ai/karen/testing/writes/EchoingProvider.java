package ai.karen.testing.writes;

import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.ReceivedRequest;
import ai.karen.testing.ScriptedProvider;
import jakarta.json.JsonArray;
import java.util.LinkedHashMap;
import java.util.Map;

/** A provider that answers at once and says what it answers to. */
public final class EchoingProvider implements AutoCloseable {
  private final ScriptedProvider provider = ScriptedProvider.start().forgetful().always(echo());

  static String answerTo(String content) {
    return "Re: " + content;
  }

  /** For an engine that is to ask nobody else. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("KAREN_PROVIDERS_EXTRA", "echo");
    settings.put("KAREN_PROVIDERS_ECHO_BASE_URL", provider.baseUrl());
    settings.put("KAREN_PROVIDERS_ECHO_MODEL", "echo-model");
    settings.put("KAREN_CHAIN_NAMES", "echoing");
    settings.put("KAREN_CHAIN_ECHOING", "echo");
    settings.put("KAREN_DEFAULT_CHAIN", "echoing");
    settings.put("KAREN_SHUTDOWN_GRACE", "PT1S");
    return settings;
  }

  @Override
  public void close() {
    provider.close();
  }

  private static Behaviour echo() {
    return (request, conversation) ->
        Behaviours.answer(answerTo(lastContent(request))).respond(request, conversation);
  }

  private static String lastContent(ReceivedRequest request) {
    JsonArray messages = request.json().getJsonArray("messages");
    return messages.getJsonObject(messages.size() - 1).getString("content");
  }
}
