package ai.karen.provider.control;

import ai.karen.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * Whether the built-in responder may answer when nobody else can: for plain chat only. Where the
 * caller asked for JSON, must have a tool call or wants several answers, an honest error is better.
 */
@ApplicationScoped
public class LastResort {
  private final boolean enabled;

  /** For the container's client proxy. */
  protected LastResort() {
    enabled = false;
  }

  @Inject
  public LastResort(Settings settings) {
    enabled =
        settings
            .choice(
                "karen.last-resort", Provider.LAST_RESORT, List.of(Provider.LAST_RESORT, "none"))
            .equals(Provider.LAST_RESORT);
  }

  public boolean isEnabled() {
    return enabled;
  }

  public boolean mayAnswer(JsonObject request) {
    return enabled && lack(request).isEmpty();
  }

  /** What a request wants that only a model can give, as a clause behind the responder's name. */
  Optional<String> lack(JsonObject request) {
    if (wantsJson(request)) {
      return Optional.of("can't answer in JSON");
    }
    if (needsToolCall(request)) {
      return Optional.of("can't call tools");
    }
    return Choices.wanted(request) == 1
        ? Optional.empty()
        : Optional.of("can't give several answers");
  }

  private static boolean wantsJson(JsonObject request) {
    return request.get("response_format") instanceof JsonObject format
        && !"text".equals(format.getString("type", "text"));
  }

  private static boolean needsToolCall(JsonObject request) {
    JsonValue choice = request.get("tool_choice");
    return choice instanceof JsonObject
        || request.get("function_call") instanceof JsonObject
        || choice instanceof JsonString word && word.getString().equals("required");
  }
}
