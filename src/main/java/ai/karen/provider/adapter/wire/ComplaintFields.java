package ai.karen.provider.adapter.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the fields of one error object, and of the objects that vendors nest in it. */
final class ComplaintFields {
  private static final List<String> LABELS =
      List.of("code", "type", "status", "reason", "error_type");
  private static final List<String> STATUSES =
      List.of("status", "code", "statusCode", "status_code", "http_status");
  private static final List<String> NESTED =
      List.of("innererror", "inner_error", "error", "details", "metadata");
  private static final int DEPTH = 4;

  private ComplaintFields() {}

  static Complaint read(String words, JsonObject error) {
    Set<String> labels = new LinkedHashSet<>();
    nested(error, DEPTH).flatMap(ComplaintFields::labels).forEach(labels::add);
    return new Complaint(words, code(error), labels, status(error), retryDelay(error));
  }

  private static Stream<JsonObject> nested(JsonObject object, int depth) {
    Stream<JsonObject> inner =
        depth == 0
            ? Stream.empty()
            : NESTED.stream().map(object::get).flatMap(ComplaintFields::objects);
    return Stream.concat(Stream.of(object), inner.flatMap(each -> nested(each, depth - 1)));
  }

  private static Stream<JsonObject> objects(JsonValue value) {
    if (value instanceof JsonArray array) {
      return array.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject);
    }
    return value instanceof JsonObject object ? Stream.of(object) : Stream.empty();
  }

  private static Stream<String> labels(JsonObject object) {
    return LABELS.stream()
        .map(name -> text(object, name))
        .filter(Objects::nonNull)
        .map(label -> label.toLowerCase(Locale.ROOT));
  }

  private static String code(JsonObject error) {
    return Stream.of("code", "status", "type")
        .map(name -> text(error, name))
        .filter(label -> label != null && !label.isBlank() && !label.matches("\\d+"))
        .findFirst()
        .orElse(null);
  }

  private static OptionalInt status(JsonObject error) {
    return STATUSES.stream()
        .map(error::get)
        .mapToInt(ComplaintFields::number)
        .filter(number -> number >= 300 && number < 600)
        .findFirst();
  }

  private static int number(JsonValue value) {
    if (value instanceof JsonString text && text.getString().matches("\\d{3}")) {
      return Integer.parseInt(text.getString());
    }
    return value instanceof JsonNumber number ? number.intValue() : 0;
  }

  /** As Google's {@code RetryInfo} has it: {@code "34.07s"}. */
  private static Optional<Duration> retryDelay(JsonObject error) {
    return nested(error, DEPTH)
        .map(each -> text(each, "retryDelay"))
        .filter(delay -> delay != null && delay.endsWith("s"))
        .findFirst()
        .flatMap(delay -> RetryAfter.seconds(delay.substring(0, delay.length() - 1)));
  }

  private static String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text ? text.getString() : null;
  }
}
