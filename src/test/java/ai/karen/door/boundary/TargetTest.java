package ai.karen.door.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.problem.entity.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1/models",
        "/v1/models/",
        "//v1",
        "/v1/models/a%2Fb",
        "/v1/models/a/b:c@d",
        "/v1/%C3%A4",
        "/v1/...",
        "/a.b/c..d",
        "/v1/%41",
        "/v1/a%25b"
      })
  void r2AnAddressOfOneSpellingPasses(String path) {
    assertThat(refusal(path, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "x",
        "/%",
        "/%4",
        "/%zz",
        "/a b",
        "/ä",
        "/a\u0000",
        "/%00",
        "/%0d%0a",
        "/%7f",
        "/../x",
        "/x/..",
        "/./x",
        "/%2e%2E/x",
        "/.%2e/x",
        "/%2fx",
        "/v1/models/%2e%2e%2fx",
        "/a%5cb",
        "/a\\b",
        "/a;b",
        "/a%3bb",
        "/a#b",
        "/a%23b",
        "/%c0%ae",
        "/%e2%82",
        "/%ed%a0%80",
        "/a|b",
        "/a\"b",
        "/a<b"
      })
  void r2AnAddressWithATrickDoesNot(String path) {
    assertThat(refusal(path, null)).get().extracting(Problem::status).isEqualTo(400);
  }

  @Test
  void r2ASessionsIdThatTheContainerTookOutIsSeen() {
    assertThat(Target.refusal("http://h/x;jsessionid=1", "/x", null)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=b", "a=%ff", "a=[b]&c={d}|\"<>^`", "a;b?c/d"})
  void r2AQueryAsBrowsersSendItPasses(String query) {
    assertThat(refusal("/x", query)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a=%z0", "a b", "a\\b", "a#b", "ä", "\u007f"})
  void r2AQueryThatSplitsDoesNot(String query) {
    assertThat(refusal("/x", query)).isPresent();
  }

  @Test
  void r2TheLongestAddressPassesAndOneCharacterMoreIsNot() {
    String path = "/" + "x".repeat(Target.LONGEST - 1);

    assertThat(refusal(path, null)).isEmpty();
    assertThat(refusal(path + "x", null)).get().extracting(Problem::status).isEqualTo(414);
    assertThat(refusal(path.substring(0, Target.LONGEST - 2), "x")).isEmpty();
    assertThat(refusal(path.substring(0, Target.LONGEST - 1), "x")).isPresent();
  }

  private static Optional<Problem> refusal(String path, String query) {
    return Target.refusal("http://localhost" + path, path, query);
  }
}
