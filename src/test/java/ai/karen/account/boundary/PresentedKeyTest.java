package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.AbstractMultivaluedMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PresentedKeyTest {
  private final MultivaluedMap<String, String> headers = new TestingHeaders();

  @Test
  void r1TakesTheBearersKey() {
    headers.putSingle("Authorization", "bearer  abc ");
    assertThat(PresentedKey.of(headers::get)).hasValue("abc");
  }

  @Test
  void r1TakesTheKeyOfTheOtherHeader() {
    headers.putSingle("x-api-key", "abc");
    assertThat(PresentedKey.of(headers::get)).hasValue("abc");
  }

  @Test
  void r1PrefersTheBearers() {
    headers.putSingle("Authorization", "Bearer abc");
    headers.putSingle("x-api-key", "def");
    assertThat(PresentedKey.of(headers::get)).hasValue("abc");
  }

  @Test
  void otherSchemesAreNotKeys() {
    headers.putSingle("Authorization", "Basic abc");
    assertThat(PresentedKey.of(headers::get)).isEmpty();
  }

  @Test
  void anEmptyHeaderIsNone() {
    headers.putSingle("Authorization", "Bearer ");
    headers.putSingle("x-api-key", " ");
    assertThat(PresentedKey.of(headers::get)).isEmpty();
  }

  private static class TestingHeaders extends AbstractMultivaluedMap<String, String> {
    TestingHeaders() {
      super(new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER));
    }
  }
}
