package ai.karen.provider.adapter.wire;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the complaint in an error body. Vendors wrap it as {@code {"error":{…}}}, {@code
 * {"error":"…"}}, {@code [{"error":…}]}, {@code {"detail":…}}, {@code {"message":…}} or {@code
 * {"errors":[…]}}; what stands in front of them answers in plain text or HTML.
 */
final class ComplaintReader {
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]*)</title>", Pattern.CASE_INSENSITIVE);

  private ComplaintReader() {}

  /** The complaint of a body; one without words when the body is empty. */
  static Complaint read(String body) {
    String text = body.strip();
    if (isHtml(text)) {
      return Complaint.plain(page(text));
    }
    return json(body).map(ComplaintReader::read).orElseGet(() -> Complaint.plain(text));
  }

  /** The complaint in a JSON value of any of the shapes. */
  static Complaint read(JsonValue value) {
    if (value instanceof JsonArray array) {
      return array.isEmpty() ? Complaint.plain("") : read(array.get(0));
    }
    if (value instanceof JsonObject object) {
      return unwrap(object);
    }
    return Complaint.plain(value instanceof JsonString said ? said.getString() : value.toString());
  }

  /** Whether a value is an error instead of an answer. */
  static boolean isError(JsonValue value) {
    if (value instanceof JsonArray array) {
      return !array.isEmpty() && isError(array.get(0));
    }
    return value instanceof JsonObject object && isError(object);
  }

  private static boolean isError(JsonObject object) {
    JsonValue error = object.getOrDefault("error", JsonValue.NULL);
    return error instanceof JsonObject
        || error instanceof JsonString said && !said.getString().isBlank()
        || object.get("object") instanceof JsonString kind && kind.getString().equals("error");
  }

  static boolean isHtml(String body) {
    return body.stripLeading().regionMatches(true, 0, "<!doctype html", 0, 14)
        || body.stripLeading().regionMatches(true, 0, "<html", 0, 5);
  }

  private static Complaint unwrap(JsonObject body) {
    JsonValue error = body.getOrDefault("error", JsonValue.NULL);
    if (error instanceof JsonObject || error instanceof JsonArray) {
      return read(error);
    }
    if (body.get("errors") instanceof JsonArray errors && !errors.isEmpty()) {
      return read(errors);
    }
    return ComplaintFields.read(words(body, error), body);
  }

  private static String words(JsonObject body, JsonValue error) {
    if (error instanceof JsonString said) {
      return said.getString();
    }
    return text(body.getOrDefault("message", body.getOrDefault("detail", JsonValue.NULL)));
  }

  /** Validators put a list of complaints there; what the user had sent is left out of it. */
  private static String text(JsonValue value) {
    if (value instanceof JsonString said) {
      return said.getString();
    }
    if (value instanceof JsonArray list) {
      return list.stream().map(ComplaintReader::text).collect(Collectors.joining("; "));
    }
    return value instanceof JsonObject object ? text(innermost(object)) : "";
  }

  private static JsonValue innermost(JsonObject object) {
    JsonValue message = object.getOrDefault("message", object.getOrDefault("msg", JsonValue.NULL));
    return object.getOrDefault("detail", message);
  }

  /** The body as JSON; empty when it is something else or cut off. */
  static Optional<JsonValue> json(String body) {
    String text = body.strip();
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return Optional.empty();
    }
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return Optional.of(reader.readValue());
    } catch (JsonException truncated) {
      return Optional.empty();
    }
  }

  private static String page(String html) {
    Matcher title = TITLE.matcher(html);
    return title.find() ? "an HTML page titled \"" + title.group(1).strip() + "\"" : "an HTML page";
  }
}
