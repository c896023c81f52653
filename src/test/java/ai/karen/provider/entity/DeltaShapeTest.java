package ai.karen.provider.entity;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.json.entity.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaShapeTest {
  private static final String HELLO =
      "{\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"},"
          + "\"finish_reason\":null}]}";

  @Test
  void aPieceOfTheSameShapeTellsTheSameAsItsJson() {
    String line = HELLO.replace("Hello", " wörld {}[]:,");

    Delta delta = shape(HELLO).orElseThrow().match(line).orElseThrow();

    Delta read = new Delta(json(line), line);
    assertThat(delta.said()).isEqualTo(" wörld {}[]:,");
    assertThat(delta.line()).isEqualTo(line);
    assertThat(delta.json()).isEqualTo(read.json());
    assertThat(delta.carriesToken()).isEqualTo(read.carriesToken()).isTrue();
    assertThat(delta.finishes()).isEqualTo(read.finishes()).isFalse();
    assertThat(delta.closes()).isEqualTo(read.closes()).isFalse();
    assertThat(delta.usage()).isEqualTo(read.usage()).isEmpty();
    assertThat(delta.model()).isEqualTo(read.model()).contains("m");
  }

  @Test
  void anEmptyTextIsNoToken() {
    Delta delta = shape(HELLO).orElseThrow().match(HELLO.replace("Hello", "")).orElseThrow();
    assertThat(delta.carriesToken()).isFalse();
  }

  @Test
  void spacesAndARoleBesideTheTextAreAShapeToo() {
    String line =
        "{\"choices\": [{\"delta\": {\"role\": \"assistant\", \"content\": \"Hi\","
            + " \"tool_calls\": null}}]}";
    assertThat(shape(line).orElseThrow().match(line.replace("Hi", "Ho"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\n",
        "\",\"role\":\"user",
        "a\"",
        "\\u0041",
        "\t",
        "\u0000",
        "x\"}},{\"index\":1,\"delta\":{\"content\":\"y"
      })
  void whatIsNoPlainTextIsReadInFull(String text) {
    assertThat(shape(HELLO).orElseThrow().match(HELLO.replace("Hello", text))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"stop\"", "\"length\"", "1"})
  void anotherEndIsAnotherShape(String reason) {
    assertThat(shape(HELLO).orElseThrow().match(HELLO.replace("null}", reason + "}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Another choice, an end, usage, more than text, an error, no text, two texts, an escape.
        "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"a\"}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"}},{\"delta\":{}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":{\"total_tokens\":1}}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\",\"tool_calls\":[{\"index\":0}]}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\",\"reasoning\":\"b\"}}]}",
        "{\"error\":null,\"choices\":[{\"delta\":{\"content\":\"a\"}}]}",
        "{\"choices\":[{\"delta\":{\"content\":null}}]}",
        "{\"choices\":[{\"delta\":{\"content\":5}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"x\":{\"content\":\"a\"}}]}",
        "{\"choices\":[{\"delta\":{\"x\\\"content\":\"a\",\"content\":\"b\"}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\\n\"}}]}",
        "{\"choices\":[]}",
        "{\"content\":\"a\"}"
      })
  void aPieceWithAnythingElseIsNoShape(String line) {
    assertThat(shape(line)).isEmpty();
  }

  private static Optional<DeltaShape> shape(String line) {
    return DeltaShape.of(json(line), line);
  }

  private static JsonObject json(String line) {
    return Json.createReader(new StringReader(line)).readObject();
  }
}
