package ai.karen.door.boundary;

import ai.karen.problem.boundary.BodyProblems;
import ai.karen.problem.entity.ProblemException;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonConfig;
import jakarta.json.JsonConfig.KeyStrategy;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.Map;

/** Builds a JSON object from a parser's events, and stops where it gets out of bounds. */
final class JsonTree {
  private static final JsonBuilderFactory BUILDERS =
      Json.createBuilderFactory(Map.of(JsonConfig.KEY_STRATEGY, KeyStrategy.NONE));

  private final JsonParser parser;
  private final boolean checksSurrogates;
  private final JsonLimits limits = new JsonLimits();

  JsonTree(JsonParser parser, boolean checksSurrogates) {
    this.parser = parser;
    this.checksSurrogates = checksSurrogates;
  }

  JsonObject read() {
    if (parser.next() != Event.START_OBJECT) {
      throw new ProblemException(BodyProblems.noObject());
    }
    JsonObject object = object(1);
    // Asked for its own sake: it fails where anything follows.
    if (parser.hasNext()) {
      throw new ProblemException(BodyProblems.json("The body holds more than one JSON value."));
    }
    return object;
  }

  private JsonObject object(int depth) {
    limits.requireDepth(depth);
    JsonObjectBuilder object = BUILDERS.createObjectBuilder();
    while (parser.next() == Event.KEY_NAME) {
      limits.countName();
      String name = text();
      add(object, name, value(parser.next(), depth));
    }
    return object.build();
  }

  private static void add(JsonObjectBuilder object, String name, JsonValue value) {
    try {
      object.add(name, value);
    } catch (IllegalStateException twice) {
      throw new ProblemException(BodyProblems.duplicate(name));
    }
  }

  private JsonArray array(int depth) {
    limits.requireDepth(depth);
    JsonArrayBuilder array = BUILDERS.createArrayBuilder();
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      array.add(value(event, depth));
    }
    return array.build();
  }

  private JsonValue value(Event event, int depth) {
    limits.countValue();
    return switch (event) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> array(depth + 1);
      case VALUE_STRING -> string();
      case VALUE_NUMBER -> number();
      case VALUE_TRUE -> JsonValue.TRUE;
      case VALUE_FALSE -> JsonValue.FALSE;
      default -> JsonValue.NULL;
    };
  }

  private JsonValue string() {
    if (checksSurrogates) {
      text();
    }
    return parser.getValue();
  }

  private JsonValue number() {
    limits.requireNumber(parser.getString());
    return parser.getValue();
  }

  private String text() {
    String text = parser.getString();
    if (checksSurrogates && Surrogates.hasLone(text)) {
      throw new ProblemException(BodyProblems.json(Surrogates.REFUSAL));
    }
    return text;
  }
}
