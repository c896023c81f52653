package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.karen.problem.entity.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  @Test
  void anObjectIsRead() {
    assertThat(JsonBody.read(stream("{\"a\":\"ä😀\"}")).getString("a")).isEqualTo("ä😀");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "[]", "\"x\"", "null", "7", "{", "{\"a\":}", "{\"a\":1} x", "{}{}", "x"})
  void whatIsNoObjectIsTheCallersFault(String body) {
    assertThat(refused(stream(body)).problem().status()).isEqualTo(400);
    assertThat(refused(stream(body)).problem().code()).isEqualTo("invalid_json");
  }

  @Test
  void aFaultIsSaidWithItsPlaceAndNotWithTheText() {
    assertThat(refused(stream("{\"secret\":\n  oops}")).problem().message())
        .contains("line 2")
        .doesNotContain("secret", "oops");
  }

  @Test
  void deepNestingIsTheCallersFault() {
    String deep = "{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";

    assertThat(refused(stream(deep)).problem().status()).isEqualTo(400);
  }

  @Test
  void bytesThatAreNoUtf8AreTheCallersFault() {
    byte[] latin = "{\"a\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(refused(new ByteArrayInputStream(latin)).problem().message()).contains("UTF-8");
  }

  @Test
  void aBodyThatBreaksOffIsTheCallersFault() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }
        };

    assertThat(refused(broken).problem().status()).isEqualTo(400);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ProblemException refused(InputStream body) {
    return catchThrowableOfType(ProblemException.class, () -> JsonBody.read(body));
  }
}
