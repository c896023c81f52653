package ai.karen.account.control.defence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CsrfTokensTest {
  private final TestingDefence defence = new TestingDefence(Map.of());
  private final CsrfTokens tokens = new CsrfTokens(defence.settings, defence.hash, defence.clock);

  @Test
  void requirement1ATokenIsGoodForItsSessionOnly() {
    String token = tokens.issue("session:one");
    assertThat(tokens.check(token, "session:one")).isEqualTo(CsrfVerdict.GOOD);
    assertThat(tokens.check(token, "session:two")).isEqualTo(CsrfVerdict.INVALID);
    assertThat(tokens.check(token, "pre:one")).isEqualTo(CsrfVerdict.INVALID);
    assertThat(tokens.check(token, null)).isEqualTo(CsrfVerdict.INVALID);
  }

  @Test
  void requirement1ATokenEnds() {
    String token = tokens.issue("session:one");
    defence.clock.advance(Duration.ofMinutes(59));
    assertThat(tokens.check(token, "session:one")).isEqualTo(CsrfVerdict.GOOD);
    defence.clock.advance(Duration.ofMinutes(1));
    assertThat(tokens.check(token, "session:one")).isEqualTo(CsrfVerdict.EXPIRED);
  }

  @Test
  void requirement1ItsEndCannotBePutOff() {
    String token = tokens.issue("session:one");
    String later = "zzzzzz" + token.substring(token.indexOf('.'));
    assertThat(tokens.check(later, "session:one")).isEqualTo(CsrfVerdict.INVALID);
  }

  @ParameterizedTest
  @NullAndEmptySource
  void requirement1NoneIsMissing(String token) {
    assertThat(tokens.check(token, "session:one")).isEqualTo(CsrfVerdict.MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "a.b", "zzzzzzzzzzzz.00", "\u0000", "tl2k8o."})
  void requirement1WhatIsNoneIsInvalid(String token) {
    assertThat(tokens.check(token, "session:one")).isEqualTo(CsrfVerdict.INVALID);
  }
}
