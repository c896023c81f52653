package ai.karen.door.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.karen.problem.entity.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  @ParameterizedTest
  @ValueSource(strings = {"€", "日本", "😀", "x\\u20ac", "\\u0041", "ĀĀ"})
  void r4TextBeyondLatin1IsKnownToTakeTwiceTheMemory(String text) {
    assertThat(JsonBody.isWide(bytes(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "äöü ÿ", "\\\"\\n", "\\"})
  void r4OtherTextIsNot(String text) {
    assertThat(JsonBody.isWide(bytes(text))).isFalse();
  }

  @Test
  void r5AnObjectIsReadAsItIs() {
    String text =
        "{\"a\":\"ä😀\\ud83d\\ude00\",\"b\":[1,-2.5e3,true,false,null,{\"c\":{}}],\"d\":\"\\ufffd\uFFFD\"}";

    assertThat(JsonBody.read(bytes(text)).toString())
        .isEqualTo(
            text.replace("\\ud83d\\ude00", "😀")
                .replace("-2.5e3", "-2.5E+3")
                .replace("\\ufffd", "\uFFFD"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "\"x\"",
        "null",
        "7",
        "{",
        "{\"a\":}",
        "{\"a\":1} x",
        "{}{}",
        "{}]",
        "x",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "/**/{}",
        "\uFEFF{}",
        "{\"a\":\"\u0001\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\" 1}",
        "{\"a\":[}",
        "{\"a\":[1 2]}"
      })
  void r5WhatIsNoObjectIsTheCallersFault(String body) {
    assertThat(refused(body).problem().status()).isEqualTo(400);
    assertThat(refused(body).problem().code()).isEqualTo("invalid_json");
  }

  @Test
  void r5AFaultIsSaidWithItsPlaceAndNotWithTheText() {
    assertThat(refused("{\"secret\":\n  oops}").problem().message())
        .contains("line 2")
        .doesNotContain("secret", "oops");
  }

  @Test
  void r5SixtyFourLevelsAndNotOneMore() {
    assertRead(nested(64));
    assertThat(refused(nested(65)).problem().message()).contains("64 levels");
    assertThat(refused(nested(1_000_000)).problem().message()).contains("64 levels");
  }

  @Test
  void r5FiftyThousandNamesAndNotOneMore() {
    assertRead(object(50_000, number -> "k" + number));
    assertThat(refused(object(50_001, number -> "k" + number)).problem().message())
        .contains("50000 names");
  }

  @Test
  void r5FourHundredThousandValuesAndNotOneMore() {
    assertRead("{\"a\":[" + "1,".repeat(399_998) + "1]}");
    assertThat(refused("{\"a\":[" + "1,".repeat(399_999) + "1]}").problem().message())
        .contains("400000 values");
  }

  @Test
  void r5WhatOnlyLooksLikeTooMuchIsRead() {
    assertRead("{\"a\":\"" + ",:\\\"".repeat(500_000) + "\"}");
    assertRead("{\"a\":\"" + "1".repeat(500_000) + "\",\"b\":2}");
  }

  @Test
  void r5NamesOfOneHashAreReadLikeOthers() {
    assertRead(object(32_768, JsonBodyTest::colliding));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"x\":[{\"y\":{\"a\":1,\"b\":0,\"a\":1}}]}",
        "{\"a\":1,\"\\u0061\":2}"
      })
  void r5ANameThatStandsTwiceInOneObjectIsNamed(String body) {
    assertThat(refused(body).problem().message()).contains("\"a\" twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud800",
        "\\udc00",
        "\\udc00\\ud800",
        "x\\uD83Dx",
        "\\ud83d\\u0041",
        "\\ud83d\\ud83d\\ude00"
      })
  void r5HalfACharacterIsRefusedInNamesAndTexts(String half) {
    assertThat(refused("{\"a\":\"" + half + "\"}").problem().message()).contains("half");
    assertThat(refused("{\"" + half + "\":1}").problem().message()).contains("half");
    assertThat(refused("{\"x\":[\"" + half + "\"]}").problem().message()).contains("half");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1E-999", "1e+999", "0", "-0", "9223372036854775808", "0.1"})
  void r5NumbersThatCostNothingAreRead(String number) {
    assertRead("{\"a\":" + number + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e1000", "-1e-1000", "1E+1000", "1e999999999", "-1e-999999999", "1e0001"})
  void r5AnExponentHasThreeDigits(String number) {
    assertThat(refused("{\"a\":" + number + "}").problem().message()).contains("exponent");
    assertThat(refused("{\"a\":[" + number + "]}").problem().message()).contains("exponent");
  }

  @Test
  void r5ANumberHasAHundredCharacters() {
    assertRead("{\"a\":" + "1".repeat(100) + "}");
    assertThat(refused("{\"a\":" + "1".repeat(101) + "}").problem().message()).contains("100");
    assertThat(refused("{\"a\":0." + "1".repeat(1_000_000) + "}").problem().status())
        .isEqualTo(400);
  }

  @Test
  void r5BytesThatAreNoUtf8AreTheCallersFault() {
    byte[] latin = "{\"a\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);
    byte[] overlong = "{\"a\":\"À\u0080\"}".getBytes(StandardCharsets.ISO_8859_1);
    byte[] surrogate = "{\"a\":\"í \u0080\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(refused(latin).problem().message()).contains("UTF-8");
    assertThat(refused(overlong).problem().message()).contains("UTF-8");
    assertThat(refused(surrogate).problem().message()).contains("UTF-8");
    assertThat(refused("{}".getBytes(StandardCharsets.UTF_16LE)).problem().status()).isEqualTo(400);
  }

  private static String nested(int levels) {
    return "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
  }

  private static String object(int names, IntFunction<String> name) {
    return IntStream.range(0, names)
        .mapToObj(number -> "\"" + name.apply(number) + "\":1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** "Aa" and "BB" have one hash, and so has every row of them. */
  private static String colliding(int number) {
    return IntStream.range(0, 15)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }

  private static void assertRead(String body) {
    assertThatCode(() -> JsonBody.read(bytes(body))).doesNotThrowAnyException();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ProblemException refused(String body) {
    return refused(bytes(body));
  }

  private static ProblemException refused(byte[] body) {
    return catchThrowableOfType(ProblemException.class, () -> JsonBody.read(body));
  }
}
