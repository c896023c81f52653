package ai.karen.account.control.defence;

import static ai.karen.account.control.defence.TestingDefence.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.account.entity.LoginAttempt;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnomaliesTest {
  private static final String OWNER = "owner@example.com";
  private static final String HOME = "198.51.100.7";
  private static final String NEXT_DOOR = "198.51.100.200";
  private static final String AWAY = "203.0.113.9";
  private static final UUID USER = UUID.randomUUID();
  private static final UUID SESSION = UUID.randomUUID();

  private final TestingDefence defence = new TestingDefence(Map.of());

  @Test
  void requirement6TheFirstLoginIsNothingUnusual() {
    assertThat(signIn(attempt(OWNER, HOME))).isEqualTo(Risk.NONE);
  }

  @Test
  void requirement6ANewDeviceAndANewNetworkAreNoticed() {
    signIn(attempt(OWNER, HOME));
    Risk risk = signIn(attempt(OWNER, AWAY));
    assertThat(risk.signals()).containsExactly(Signal.NEW_DEVICE, Signal.NEW_NETWORK);
    assertThat(risk.figure()).isEqualTo(40);
    assertThat(risk.isHigh()).isFalse();
    assertThat(defence.kinds()).contains("anomaly_new_device", "anomaly_new_network");
  }

  @Test
  void requirement6AKnownDeviceInAKnownNetworkIsNothingUnusual() {
    signIn(attempt(OWNER, HOME));
    String cookie = defence.devices.issue(attempt(OWNER, HOME));
    assertThat(signIn(new LoginAttempt(OWNER, NEXT_DOOR, "Test", cookie))).isEqualTo(Risk.NONE);
  }

  @Test
  void requirement6ASuccessAfterManyFailuresFromElsewhereIsAHighRisk() {
    signIn(attempt(OWNER, HOME));
    fail(OWNER, AWAY, 5);
    defence.clock.advance(Duration.ofSeconds(2));
    Risk risk = signIn(attempt(OWNER, AWAY));
    assertThat(risk.signals()).contains(Signal.SUCCESS_AFTER_FAILURES);
    assertThat(risk.isHigh()).isTrue();
  }

  @Test
  void requirement6ManyAccountsFromOneAddressAreNoticedOnce() {
    for (int account = 0; account < 20; account++) {
      fail("user" + account + "@example.com", AWAY, 1);
    }
    assertThat(defence.kinds()).contains("anomaly_accounts_from_address");
  }

  @Test
  void requirement6ManyAddressesOnOneAccountAreNoticedOnce() {
    for (int address = 0; address < 12; address++) {
      fail(OWNER, "192.0." + address + ".1", 1);
      defence.clock.advance(Duration.ofSeconds(65));
    }
    assertThat(defence.kinds()).filteredOn("anomaly_addresses_on_account"::equals).hasSize(1);
  }

  @Test
  void requirement6OneSessionFromTwoNetworksWithinAMinuteIsAHighRisk() {
    assertThat(defence.anomalies.seen(SESSION, HOME)).isEqualTo(Risk.NONE);
    defence.clock.advance(Duration.ofSeconds(59));
    Risk risk = defence.anomalies.seen(SESSION, AWAY);
    assertThat(risk.signals()).containsExactly(Signal.TWO_NETWORKS);
    assertThat(risk.isHigh()).isTrue();
    assertThat(defence.kinds()).containsExactly("anomaly_two_networks");
  }

  @Test
  void requirement6TheLoginsNetworkIsTheFirst() {
    defence.anomalies.began(SESSION, HOME);
    defence.clock.advance(Duration.ofSeconds(59));
    assertThat(defence.anomalies.seen(SESSION, AWAY).isHigh()).isTrue();

    UUID other = UUID.randomUUID();
    defence.anomalies.began(other, HOME);
    assertThat(defence.anomalies.used(other, AWAY).isHigh()).as("as delivered").isFalse();
    assertThat(defence.kinds())
        .containsExactly("anomaly_two_networks", "anomaly_token_two_networks");
  }

  @Test
  void requirement6WhoTravelsSlowlyOrStaysNearOrHasBothKindsOfAddressIsNothingUnusual() {
    defence.anomalies.seen(SESSION, HOME);
    assertThat(defence.anomalies.seen(SESSION, NEXT_DOOR)).isEqualTo(Risk.NONE);
    assertThat(defence.anomalies.seen(SESSION, "2001:db8::1")).isEqualTo(Risk.NONE);
    defence.clock.advance(Duration.ofSeconds(61));
    assertThat(defence.anomalies.seen(SESSION, AWAY)).isEqualTo(Risk.NONE);
  }

  @Test
  void requirement6TheOtherNetworkMayBeSeenByAnotherNode() {
    TestingDefence other =
        new TestingDefence(Map.of(), new TestingDefence.TestingStore(), defence.memory);
    defence.anomalies.seen(SESSION, HOME);
    assertThat(other.anomalies.seen(SESSION, AWAY).isHigh()).isTrue();
  }

  @Test
  void requirement6RefreshReuseIsWeighed() {
    defence.anomalies.heard(
        new SecurityEvent("refresh_reuse", Outcome.REFUSED, "user", AWAY, Map.of()));
    assertThat(defence.events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo("anomaly_refresh_reuse");
              assertThat(event.details()).containsEntry("risk", "80");
            });
  }

  @Test
  void requirement6AnUnusualShareOfFailuresIsNoticedOncePerWindow() {
    for (int account = 0; account < 120; account++) {
      fail("user" + account + "@example.com", "192.0." + account + ".1", 1);
    }
    assertThat(defence.kinds()).filteredOn("anomaly_failure_share"::equals).hasSize(1);
  }

  @Test
  void requirement6ThresholdsAndRisksAreTheOperators() {
    TestingDefence other =
        new TestingDefence(
            Map.of(
                "karen.anomaly.new-device.risk", "0",
                "karen.anomaly.new-network.risk", "70",
                "karen.anomaly.high-risk", "70"));
    signIn(other, attempt(OWNER, HOME));
    Risk risk = signIn(other, attempt(OWNER, AWAY));
    assertThat(risk).isEqualTo(new Risk(70, java.util.List.of(Signal.NEW_NETWORK), true));
  }

  private void fail(String email, String address, int times) {
    for (int time = 0; time < times; time++) {
      defence.guard.admit(attempt(email, address));
      defence.guard.failed(attempt(email, address));
    }
  }

  private Risk signIn(LoginAttempt attempt) {
    return signIn(defence, attempt);
  }

  private static Risk signIn(TestingDefence at, LoginAttempt attempt) {
    at.guard.admit(attempt);
    return at.guard.succeeded(attempt, USER);
  }
}
