package ai.karen.chat.adapter.linux;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.chat.control.Departures;
import ai.karen.chat.entity.ClientConnection;
import ai.karen.timing.control.TestingTimer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketTableDeparturesTest {
  private static final int PORT = 8_000;
  private static final int CLIENT = 51_234;
  private static final String OPEN = "01";
  private static final String CLOSE_WAIT = "08";

  private final TestingTimer timer = new TestingTimer();
  private final TestingTables tables = new TestingTables();
  private int gone;

  @Test
  void r1_aConnectionThatTheClientClosedIsToldWithinHalfASecond() {
    tables.ipv6(TestingTables.LOCALHOST_MAPPED, PORT, CLIENT, OPEN);
    watch("127.0.0.1");
    timer.advance(Duration.ofSeconds(3));
    assertThat(gone).isZero();

    tables.clear();
    tables.ipv6(TestingTables.LOCALHOST_MAPPED, PORT, CLIENT, CLOSE_WAIT);
    timer.advance(SocketTableDepartures.LONGEST_PAUSE);

    assertThat(gone).isEqualTo(1);
  }

  @Test
  void r1_aConnectionThatWasSeenAndVanishedIsToldOnce() {
    tables.ipv6(TestingTables.LOCALHOST_MAPPED, PORT, CLIENT, OPEN);
    watch("127.0.0.1");
    timer.advance(Duration.ZERO);

    tables.clear();
    timer.advance(Duration.ofSeconds(3));

    assertThat(gone).isEqualTo(1);
  }

  @Test
  void r1_aConnectionThatWasGoneBeforeTheFirstLookIsToldWhereItsHostIsVisible() {
    tables.ipv6(TestingTables.LOCALHOST_MAPPED, PORT, CLIENT, OPEN);
    Departures departures = departures();
    departures.watch(connection("127.0.0.1"), () -> gone++);
    timer.advance(Duration.ofSeconds(1));

    departures.watch(new ClientConnection("127.0.0.1", 1, PORT, true), () -> gone++);
    timer.advance(Duration.ofSeconds(1));

    assertThat(gone).isEqualTo(1);
  }

  @Test
  void r1_anAddressThatAProxyMayHaveToldIsNotMissed() {
    tables.ipv6(TestingTables.LOCALHOST_MAPPED, PORT, CLIENT, OPEN);
    Departures departures = departures();
    departures.watch(connection("127.0.0.1"), () -> gone++);
    timer.advance(Duration.ofSeconds(1));

    departures.watch(new ClientConnection("127.0.0.1", 1, PORT, false), () -> gone++);
    timer.advance(Duration.ofSeconds(1));

    assertThat(gone).isZero();
  }

  @Test
  void r1_aRowThatOneLookMissedIsLookedForAgain() {
    tables.ipv6(TestingTables.LOCALHOST_MAPPED, PORT, CLIENT, OPEN);
    watch("127.0.0.1");
    timer.advance(Duration.ZERO);

    tables.clear();
    tables.afterNextLook(() -> tables.ipv6(TestingTables.LOCALHOST_MAPPED, PORT, CLIENT, OPEN));
    timer.advance(Duration.ofSeconds(3));

    assertThat(gone).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, ipv4, 0100007F",
    "127.0.0.1, ipv6, 0000000000000000FFFF00000100007F",
    "::ffff:10.1.2.3, ipv6, 0000000000000000FFFF00000302010A",
    "192.168.0.17, ipv4, 1100A8C0",
    "::1, ipv6, 00000000000000000000000001000000",
    "2001:db8:1::ab, ipv6, B80D01200000010000000000AB000000",
    "fe80::1%eth0, ipv6, 000080FE000000000000000001000000",
  })
  void r1_addressesOfBothFamiliesAreRecognised(String address, String table, String written) {
    add(table, written, OPEN);
    watch(address);
    timer.advance(Duration.ZERO);

    tables.clear();
    timer.advance(Duration.ofSeconds(1));

    assertThat(gone).isEqualTo(1);
  }

  @Test
  void r2_whatWasNeverSeenIsNeverGone() {
    watch("203.0.113.9");

    timer.advance(Duration.ofSeconds(10));

    assertThat(gone).isZero();
  }

  @Test
  void r2_otherConnectionsAreNotMistakenForIt() {
    tables.ipv6(TestingTables.LOCALHOST_MAPPED, PORT, CLIENT, OPEN);
    tables.ipv6(TestingTables.LOCALHOST_MAPPED, PORT, CLIENT + 1, CLOSE_WAIT);
    tables.ipv6(TestingTables.LOCALHOST_MAPPED, PORT + 1, CLIENT, CLOSE_WAIT);
    tables.ipv4("0200007F", PORT, CLIENT, CLOSE_WAIT);
    // The client's own end, where it is on this machine.
    tables.ipv4(TestingTables.LOCALHOST, CLIENT, PORT, "05");
    watch("127.0.0.1");

    timer.advance(Duration.ofSeconds(3));

    assertThat(gone).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"client.example.com", "unknown", "", "1.2.3.4.5:8", "::g", "face"})
  void r2_whatIsNoAddressIsNotWatched(String address) {
    watch(address);

    assertThat(timer.waiting()).isZero();
  }

  @Test
  void r3_nothingIsReadWhileNobodyWaits() {
    tables.ipv6(TestingTables.LOCALHOST_MAPPED, PORT, CLIENT, OPEN);
    Departures departures = departures();
    Departures.Watch watch = departures.watch(connection("127.0.0.1"), () -> gone++);
    timer.advance(Duration.ofSeconds(1));

    watch.stop();
    tables.clear();
    timer.advance(Duration.ofSeconds(1));
    int looks = tables.looks();
    timer.advance(Duration.ofMinutes(1));

    assertThat(gone).isZero();
    assertThat(tables.looks()).isEqualTo(looks);
    assertThat(timer.waiting()).isZero();
  }

  @Test
  void r3_oneLookServesEverybody() {
    Departures departures = departures();
    for (int client = 0; client < 3_000; client++) {
      tables.ipv6(TestingTables.LOCALHOST_MAPPED, PORT, 10_000 + client, OPEN);
      departures.watch(
          new ClientConnection("127.0.0.1", 10_000 + client, PORT, true), () -> gone++);
    }
    timer.advance(Duration.ZERO);
    assertThat(tables.looks()).isEqualTo(1);

    tables.clear();
    timer.advance(SocketTableDepartures.SHORTEST_PAUSE);

    assertThat(gone).isEqualTo(3_000);
    assertThat(tables.looks()).isEqualTo(3);
  }

  @Test
  void r3_looksAreApartHoweverManyComeAndGo() {
    Departures departures = departures();
    for (int millis = 0; millis < 1_000; millis++) {
      departures.watch(connection("127.0.0.1"), () -> gone++).stop();
      departures.watch(connection("127.0.0.1"), () -> gone++);
      timer.advance(Duration.ofMillis(1));
    }

    assertThat(tables.looks()).isBetween(2, 11);
  }

  @Test
  void r4_withoutTablesNothingIsTold() {
    tables.missing();
    watch("127.0.0.1");

    assertThat(timer.waiting()).isZero();
  }

  @Test
  void r4_tablesThatCantBeReadTellNothing() {
    tables.ipv6(TestingTables.LOCALHOST_MAPPED, PORT, CLIENT, CLOSE_WAIT);
    tables.unreadable();
    watch("127.0.0.1");

    timer.advance(Duration.ofSeconds(2));

    assertThat(gone).isZero();
  }

  @Test
  void aDepartureThatCantBeDealtWithKeepsNobodyElsesFromBeingTold() {
    tables.ipv6(TestingTables.LOCALHOST_MAPPED, PORT, CLIENT, CLOSE_WAIT);
    Departures departures = departures();
    departures.watch(connection("127.0.0.1"), () -> gone++);
    departures.watch(
        connection("127.0.0.1"),
        () -> {
          throw new IllegalStateException("testing");
        });
    departures.watch(connection("127.0.0.1"), () -> gone++);

    timer.advance(Duration.ZERO);

    assertThat(gone).isEqualTo(2);
  }

  private void add(String table, String written, String state) {
    if (table.equals("ipv4")) {
      tables.ipv4(written, PORT, CLIENT, state);
    } else {
      tables.ipv6(written, PORT, CLIENT, state);
    }
  }

  private void watch(String address) {
    departures().watch(connection(address), () -> gone++);
  }

  private Departures departures() {
    return new SocketTableDepartures(tables, timer, Runnable::run);
  }

  private static ClientConnection connection(String address) {
    return new ClientConnection(address, CLIENT, PORT, true);
  }
}
