package ai.karen.status.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks what a generator of clients would trip over. */
class ApiDocumentTest {
  private final ApiDocument document = new ApiDocument();
  private final JsonObject api = Json.createReader(new StringReader(document.json())).readObject();

  @Test
  void requirement11DocumentIsOpenApi31InBothFormats() {
    assertThat(api.getString("openapi")).startsWith("3.1");
    assertThat(document.yaml()).contains("openapi: 3.1");
    assertThat(api.getJsonObject("info").getString("title")).isEqualTo("Karen");
  }

  @Test
  void requirement11OperationsHaveIdsOfTheirOwnAndSummaries() {
    List<String> ids =
        operations().map(operation -> operation.getString("operationId", "missing")).toList();

    assertThat(ids).doesNotHaveDuplicates().contains("healthReady", "metrics", "systemStatus");
    assertThat(operations()).allMatch(operation -> !operation.getString("summary", "").isBlank());
  }

  @Test
  void requirement11ReferencesLeadSomewhere() {
    assertThat(references(api)).isNotEmpty().allMatch(this::exists);
  }

  @Test
  void requirement11SecurityNamesAScheme() {
    JsonObject schemes = api.getJsonObject("components").getJsonObject("securitySchemes");

    assertThat(operations())
        .filteredOn(operation -> operation.containsKey("security"))
        .isNotEmpty()
        .flatMap(operation -> operation.getJsonArray("security"))
        .flatMap(need -> need.asJsonObject().keySet())
        .allMatch(schemes::containsKey);
  }

  @Test
  void requirement11AnswersHaveExamples() {
    assertThat(operations().flatMap(this::contents))
        .isNotEmpty()
        .allMatch(content -> content.containsKey("examples") || content.containsKey("example"));
  }

  private Stream<JsonObject> operations() {
    return api.getJsonObject("paths").values().stream()
        .flatMap(path -> path.asJsonObject().values().stream())
        .filter(JsonObject.class::isInstance)
        .map(JsonValue::asJsonObject);
  }

  private Stream<JsonObject> contents(JsonObject operation) {
    return operation.getJsonObject("responses").values().stream()
        .map(answer -> resolved(answer.asJsonObject()))
        .filter(answer -> answer.containsKey("content"))
        .flatMap(answer -> answer.getJsonObject("content").values().stream())
        .map(JsonValue::asJsonObject);
  }

  private JsonObject resolved(JsonObject value) {
    return value.containsKey("$ref")
        ? api.getValue(value.getString("$ref").substring(1)).asJsonObject()
        : value;
  }

  private boolean exists(String reference) {
    return Json.createPointer(reference.substring(1)).containsValue(api);
  }

  private static Stream<String> references(JsonValue value) {
    if (value instanceof JsonObject object) {
      Stream<String> own =
          object.containsKey("$ref") ? Stream.of(object.getString("$ref")) : Stream.empty();
      return Stream.concat(own, object.values().stream().flatMap(ApiDocumentTest::references));
    }
    return value instanceof JsonArray array
        ? array.stream().flatMap(ApiDocumentTest::references)
        : Stream.empty();
  }
}
