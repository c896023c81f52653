package ai.karen.provider.adapter.anthropic;

import ai.karen.json.entity.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Translates the tools of a request and which of them to call. */
final class MessagesTools {
  private static final JsonObject NO_PARAMETERS =
      Json.createObjectBuilder()
          .add("type", "object")
          .add("properties", JsonValue.EMPTY_JSON_OBJECT)
          .build();

  private MessagesTools() {}

  static void translate(JsonObject asked, JsonObjectBuilder request) {
    List<JsonObject> tools = Fields.objects(asked, "tools");
    if (!tools.isEmpty()) {
      JsonArrayBuilder array = Json.createArrayBuilder();
      tools.stream().map(MessagesTools::tool).forEach(array::add);
      request.add("tools", array);
      choice(asked).ifPresent(choice -> request.add("tool_choice", choice));
    }
  }

  private static JsonObject tool(JsonObject tool) {
    JsonObject function =
        Fields.object(tool, "function")
            .orElseThrow(() -> Fields.unsupported("tools for Anthropic must be functions"));
    JsonObjectBuilder built =
        Json.createObjectBuilder()
            .add("name", Fields.text(function, "name", ""))
            .add("input_schema", Fields.object(function, "parameters").orElse(NO_PARAMETERS));
    Fields.text(function, "description").ifPresent(words -> built.add("description", words));
    return built.build();
  }

  private static Optional<JsonObject> choice(JsonObject asked) {
    boolean oneByOne = JsonValue.FALSE.equals(asked.get("parallel_tool_calls"));
    JsonValue chosen = asked.getOrDefault("tool_choice", JsonValue.NULL);
    if (chosen == JsonValue.NULL && !oneByOne) {
      return Optional.empty();
    }
    JsonObjectBuilder choice = choice(chosen);
    boolean none = chosen instanceof JsonString word && word.getString().equals("none");
    if (oneByOne && !none) {
      choice.add("disable_parallel_tool_use", true);
    }
    return Optional.of(choice.build());
  }

  private static JsonObjectBuilder choice(JsonValue chosen) {
    if (chosen instanceof JsonObject object) {
      return named(object);
    }
    String word = chosen instanceof JsonString text ? text.getString() : "auto";
    return of(word.equals("required") ? "any" : word);
  }

  private static JsonObjectBuilder named(JsonObject choice) {
    String name =
        Fields.object(choice, "function")
            .flatMap(function -> Fields.text(function, "name"))
            .orElseThrow(() -> Fields.unsupported("tool_choice must name a function"));
    return of("tool").add("name", name);
  }

  private static JsonObjectBuilder of(String type) {
    return Json.createObjectBuilder().add("type", type);
  }
}
