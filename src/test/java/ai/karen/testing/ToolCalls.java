package ai.karen.testing;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;

/** A provider that wants a tool called instead of answering. */
public final class ToolCalls {

  private ToolCalls() {}

  /** One call of {@code weather}; in a stream its arguments come in two pieces. */
  public static Behaviour weather(String city) {
    return (request, conversation) -> {
      if (request.isStreaming()) {
        Behaviours.events(
                List.of(
                    chunk(call("weather", "{\"city\":"), JsonValue.NULL),
                    chunk(more("\"" + city + "\"}"), JsonValue.NULL),
                    chunk(Json.createObjectBuilder(), Json.createValue("tool_calls")),
                    "[DONE]"))
            .respond(request, conversation);
      } else {
        Behaviours.reply(200, completion(city)).respond(request, conversation);
      }
    };
  }

  /** A call whose arguments break off. */
  public static Behaviour broken() {
    return Behaviours.events(List.of(chunk(call("weather", "{\"city\":"), JsonValue.NULL)));
  }

  private static String completion(String city) {
    JsonObjectBuilder message =
        call("weather", "{\"city\":\"" + city + "\"}")
            .add("role", "assistant")
            .add("content", JsonValue.NULL);
    JsonObjectBuilder choice =
        Json.createObjectBuilder()
            .add("index", 0)
            .add("message", message)
            .add("finish_reason", "tool_calls");
    return Wire.envelope("chat.completion")
        .add("choices", Json.createArrayBuilder().add(choice))
        .build()
        .toString();
  }

  private static String chunk(JsonObjectBuilder delta, JsonValue finishReason) {
    JsonObjectBuilder choice =
        Json.createObjectBuilder()
            .add("index", 0)
            .add("delta", delta)
            .add("finish_reason", finishReason);
    return Wire.envelope("chat.completion.chunk")
        .add("choices", Json.createArrayBuilder().add(choice))
        .build()
        .toString();
  }

  private static JsonObjectBuilder call(String name, String arguments) {
    JsonObjectBuilder function =
        Json.createObjectBuilder().add("name", name).add("arguments", arguments);
    return calls(
        Json.createObjectBuilder()
            .add("index", 0)
            .add("id", "call_1")
            .add("type", "function")
            .add("function", function));
  }

  private static JsonObjectBuilder more(String arguments) {
    JsonObjectBuilder function = Json.createObjectBuilder().add("arguments", arguments);
    return calls(Json.createObjectBuilder().add("index", 0).add("function", function));
  }

  private static JsonObjectBuilder calls(JsonObjectBuilder call) {
    JsonArrayBuilder calls = Json.createArrayBuilder().add(call);
    return Json.createObjectBuilder().add("tool_calls", calls);
  }
}
