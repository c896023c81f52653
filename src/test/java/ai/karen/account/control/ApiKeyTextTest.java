package ai.karen.account.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.entity.Base62;
import ai.karen.account.entity.KeyRefusal;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTextTest {
  // The CRC-32 of everything before the check, by another implementation: 0xc4766673.
  private static final String KNOWN = "kk_live_0000000A_0123456789ABCDEFGHIJKLMNOPQRSTUV3b44ZP";

  @Test
  void r1MatchesAKnownVector() {
    ApiKeyText key = ApiKeyText.of("0000000A", "0123456789ABCDEFGHIJKLMNOPQRSTUV");
    assertThat(key.text().reveal()).isEqualTo(KNOWN);
    assertThat(key.id()).isEqualTo("0000000A");
  }

  @Test
  void r1AcceptsAKnownVector() {
    assertThat(ApiKeyText.refusal(KNOWN)).isEmpty();
  }

  @Test
  void r2RefusesEverySingleChange() {
    assertThat(changes(KNOWN)).allSatisfy(key -> assertThat(ApiKeyText.refusal(key)).isPresent());
  }

  @Test
  void r2TellsAMistypedKeyFromAForeignOne() {
    assertThat(ApiKeyText.refusal(KNOWN.replace('V', 'W'))).hasValue(KeyRefusal.CHECKSUM);
    assertThat(ApiKeyText.refusal("sk-proj-abc")).hasValue(KeyRefusal.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "kk_live_", "kk_live_0000000A_0123", "kk_test_0000000A_0"})
  void r2RefusesWhatIsCut(String text) {
    assertThat(ApiKeyText.refusal(text)).hasValue(KeyRefusal.MALFORMED);
  }

  @Test
  void neverShowsTheKey() {
    assertThat(ApiKeyText.of(KNOWN).toString()).doesNotContain("0123456789");
    assertThatThrownBy(() -> ApiKeyText.of(KNOWN + "x")).hasMessage("api_key_malformed");
  }

  private static Stream<String> changes(String key) {
    return IntStream.range(0, key.length())
        .boxed()
        .flatMap(
            place ->
                (Base62.DIGITS + "_")
                    .chars()
                    .filter(other -> other != key.charAt(place))
                    .mapToObj(other -> changed(key, place, (char) other)));
  }

  private static String changed(String key, int place, char other) {
    return key.substring(0, place) + other + key.substring(place + 1);
  }
}
