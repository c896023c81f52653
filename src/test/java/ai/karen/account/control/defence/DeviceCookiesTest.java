package ai.karen.account.control.defence;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.account.entity.LoginAttempt;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceCookiesTest {
  private final TestingDefence defence = new TestingDefence(Map.of());
  private final DeviceCookies devices = defence.devices;

  @Test
  void requirement3ADeviceIsKnownToWhoSignedInOnIt() {
    String cookie = issue("one@example.com", null);
    assertThat(known(cookie, "one@example.com")).isTrue();
    assertThat(known(cookie, "two@example.com")).isFalse();
  }

  @Test
  void requirement3SeveralAccountsShareADevice() {
    String cookie = issue("two@example.com", issue("one@example.com", null));
    assertThat(known(cookie, "one@example.com")).isTrue();
    assertThat(known(cookie, "two@example.com")).isTrue();
  }

  @Test
  void requirement3TheCookieDoesNotGrow() {
    String cookie = null;
    for (int account = 0; account < 20; account++) {
      cookie = issue("user" + account + "@example.com", cookie);
    }
    assertThat(cookie).hasSizeLessThan(500);
    assertThat(known(cookie, "user19@example.com")).isTrue();
    assertThat(known(cookie, "user0@example.com")).isFalse();
  }

  @Test
  void requirement3WhatWasMadeUpIsNotKnown() {
    String cookie = issue("one@example.com", null);
    assertThat(known(cookie.replaceFirst("^.", "0").replaceFirst("^..", "01"), "one@example.com"))
        .isFalse();
    assertThat(known("", "one@example.com")).isFalse();
    assertThat(known(null, "one@example.com")).isFalse();
  }

  @Test
  void requirement3ADeviceIsForgottenAfterHalfAYear() {
    String cookie = issue("one@example.com", null);
    defence.clock.advance(DeviceCookies.LIFE.plus(Duration.ofDays(2)));
    assertThat(known(cookie, "one@example.com")).isFalse();
  }

  private String issue(String email, String cookie) {
    return devices.issue(new LoginAttempt(email, "192.0.2.1", null, cookie));
  }

  private boolean known(String cookie, String email) {
    return devices.known(cookie, defence.identities.account(email)).isPresent();
  }
}
