package ai.karen.language.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalEmbeddingsTest {
  private final LocalEmbeddings embeddings = new LocalEmbeddings(new TestingEmbedder(8));

  @Test
  void r1_takesOneString() {
    JsonObject answer = embed("{'model':'x','input':'one two'}");
    assertThat(answer.getString("object")).isEqualTo("list");
    assertThat(answer.getString("model")).isEqualTo("testing-embedder");
    assertThat(answer.getJsonArray("data")).hasSize(1);
    assertThat(datum(answer, 0).getString("object")).isEqualTo("embedding");
    assertThat(datum(answer, 0).getJsonArray("embedding")).hasSize(8);
  }

  @Test
  void r1_keepsTheOrderOfManyStrings() {
    JsonObject answer = embed("{'input':" + strings(2_048) + "}");
    assertThat(answer.getJsonArray("data")).hasSize(2_048);
    assertThat(datum(answer, 2_047).getInt("index")).isEqualTo(2_047);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,2]", "[[1,2],[3]]", "''", "['a','']", "[]", "{}", "true", "[null]"})
  void r1_refusesWhatIsNoText(String input) {
    Problem problem = refused("{'input':" + input + "}");
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.param()).isEqualTo("input");
  }

  @Test
  void r1_saysWhyTokenIdsAreRefused() {
    assertThat(refused("{'input':[1,2]}").message()).contains("token ids", "strings");
  }

  @Test
  void r1_refusesOneStringTooMany() {
    assertThat(refused("{'input':" + strings(2_049) + "}").message()).contains("2048");
  }

  @Test
  void r1_namesTheMissingInput() {
    assertThat(refused("{}").code()).isEqualTo("missing_required_parameter");
  }

  @Test
  void r2_writesTheSameVectorInBase64() {
    JsonObject numbers = datum(embed("{'input':'one two'}"), 0);
    JsonObject packed = datum(embed("{'input':'one two','encoding_format':'base64'}"), 0);
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(packed.getString("embedding")))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (JsonNumber number : numbers.getJsonArray("embedding").getValuesAs(JsonNumber.class)) {
      assertThat((float) number.doubleValue()).isEqualTo(bytes.getFloat());
    }
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void r2_refusesAnUnknownFormat() {
    assertThat(refused("{'input':'a','encoding_format':'hex'}").param())
        .isEqualTo("encoding_format");
  }

  @Test
  void r3_shortensToUnitLength() {
    JsonObject answer = embed("{'input':'a b c d e f g','dimensions':3}");
    double length =
        datum(answer, 0).getJsonArray("embedding").getValuesAs(JsonNumber.class).stream()
            .mapToDouble(number -> number.doubleValue() * number.doubleValue())
            .sum();
    assertThat(datum(answer, 0).getJsonArray("embedding")).hasSize(3);
    assertThat(length).isCloseTo(1, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "9", "-1", "1.5", "'3'", "1e30"})
  void r3_refusesOtherDimensions(String dimensions) {
    Problem problem = refused("{'input':'a','dimensions':" + dimensions + "}");
    assertThat(problem.param()).isEqualTo("dimensions");
    assertThat(problem.message()).contains("1 to 8");
  }

  @Test
  void r4_saysWhichInputIsTooLong() {
    String input = "['a','" + "w ".repeat(8_193) + "']";
    assertThat(refused("{'input':" + input + "}").message()).contains("8192", "input 1", "8193");
    embed("{'input':'" + "w ".repeat(8_192) + "'}");
  }

  @Test
  void r4_refusesARequestThatIsTooLongAltogether() {
    String text = "'" + "w ".repeat(7_500) + "'";
    embed("{'input':[" + String.join(",", Collections.nCopies(40, text)) + "]}");
    String over = String.join(",", Collections.nCopies(40, text)) + ",'w'";
    assertThat(refused("{'input':[" + over + "]}").message()).contains("300000");
  }

  @Test
  void r5_countsTokens() {
    JsonObject usage = embed("{'input':['one two','three']}").getJsonObject("usage");
    assertThat(usage.getInt("prompt_tokens")).isEqualTo(3);
    assertThat(usage.getInt("total_tokens")).isEqualTo(3);
  }

  @Test
  void r6_saysWhyItCannotEmbed() {
    LocalEmbeddings away = new LocalEmbeddings(new TestingEmbedder().unavailable("It is loading."));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> away.prepare(json("{'input':'a'}"), () -> false).get())
        .satisfies(
            failure -> {
              assertThat(failure.problem().status()).isEqualTo(503);
              assertThat(failure.problem().code()).isEqualTo("embeddings_unavailable");
              assertThat(failure.problem().message()).isEqualTo("It is loading.");
              assertThat(failure.problem().retryAfter()).isPositive();
            });
  }

  private JsonObject embed(String body) {
    return embeddings.prepare(json(body), () -> false).get();
  }

  private Problem refused(String body) {
    try {
      embed(body);
    } catch (ProblemException refusal) {
      return refusal.problem();
    }
    throw new AssertionError("not refused");
  }

  private static JsonObject datum(JsonObject answer, int index) {
    return answer.getJsonArray("data").getJsonObject(index);
  }

  private static String strings(int count) {
    return Stream.generate(() -> "'a'").limit(count).collect(Collectors.joining(",", "[", "]"));
  }

  private static JsonObject json(String singleQuoted) {
    return Json.createReader(new StringReader(singleQuoted.replace('\'', '"'))).readObject();
  }
}
