package ai.karen.account.control.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2Test {
  /** Of the reference implementation, for "password". */
  private static final String KNOWN =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  private final Argon2 quick = new Argon2(64, 1);

  @Test
  void r1MatchesAKnownVector() {
    assertThat(Argon2.matches("password", KNOWN)).isTrue();
    assertThat(Argon2.matches("passwore", KNOWN)).isFalse();
  }

  @Test
  void r1UsesNineteenMebibytesTwice() {
    assertThat(Argon2.USUAL.hash("x")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void r1NoTwoHashesAreAlike() {
    assertThat(quick.hash("one")).isNotEqualTo(quick.hash("one"));
    assertThat(Argon2.matches("one", quick.hash("one"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
      })
  void r1WhatIsNoSuchHashMatchesNothing(String stored) {
    assertThat(Argon2.matches("password", stored)).isFalse();
  }

  @Test
  void r4OtherParametersAreOutdated() {
    assertThat(quick.isOutdated(KNOWN)).isTrue();
    assertThat(quick.isOutdated(quick.hash("one"))).isFalse();
  }
}
