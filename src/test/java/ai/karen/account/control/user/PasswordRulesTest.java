package ai.karen.account.control.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final String OWN = "ada.lovelace@analytical.example";

  private final PasswordRules rules = new PasswordRules();

  @Test
  void r2AcceptsFromTwelveTo128Characters() {
    assertThat(rules.allow("vy8 qlmz tro", OWN)).isTrue();
    assertThat(rules.allow("vy8 qlmz tr", OWN)).isFalse();
    String long128 = "nine quiet otters juggle ".repeat(6).substring(0, 127) + "x";
    assertThat(rules.allow(long128, OWN)).isTrue();
    assertThat(rules.allow(long128 + "y", OWN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nine quiet otters juggle",
        "correcthorsebatterystaple",
        "Tr0ub4dor&3xyzzy",
        "zwölf Boxkämpfer jagen",
        "x7Kq-9dTz-Pm2W",
        "аптека улица фонарь"
      })
  void r2NeedsNoMixtureOfCharacters(String password) {
    assertThat(rules.allow(password, OWN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password1234",
        "Password2024!",
        "P@ssw0rd2024!",
        "passwordpassword",
        "qwertyuiop12",
        "1qaz2wsx3edc",
        "123456789012",
        "abcdefghijkl",
        "qwerty123456",
        "asdfghjkl123",
        "zxcvbnmasdfghjkl",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "ababababab12",
        "iloveyou1234",
        "letmein12345",
        "administrator",
        "Administrator1!",
        "welcome123456",
        "changeme1234",
        "sunshine2024",
        "superman12345",
        "football12345",
        "karen-karen-1",
        "KarenAI2026!!",
        "karenpassword",
        "adalovelace1",
        "lovelace1815!",
        "analytical123",
        "dragonmonkey1",
        "trustno1trustno1",
        "l3tm31n12345",
        "qazwsxedcrfv",
        "987654321098"
      })
  void r2RefusesWhatIsGuessedFirst(String password) {
    assertThat(rules.allow(password, OWN)).isFalse();
  }
}
