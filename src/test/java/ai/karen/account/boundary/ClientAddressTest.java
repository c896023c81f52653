package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  private final ClientAddress addresses =
      new ClientAddress(
          TestingConfig.settings(Map.of(ClientAddress.SETTING, "10.0.0.0/8, 2001:db8:f::/48")));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // Nobody that is trusted: what it says counts for nothing.
        "203.0.113.9; 1.2.3.4; 203.0.113.9",
        // One proxy.
        "10.0.0.1; 198.51.100.7; 198.51.100.7",
        "2001:db8:f::1; 198.51.100.7; 198.51.100.7",
        "::ffff:10.0.0.1; 198.51.100.7; 198.51.100.7",
        // What the client wrote at the left counts for nothing.
        "10.0.0.1; 1.2.3.4, 198.51.100.7; 198.51.100.7",
        "10.0.0.1; 10.9.9.9, 198.51.100.7; 198.51.100.7",
        // Two proxies.
        "10.0.0.1; 1.2.3.4, 198.51.100.7, 10.0.0.2; 198.51.100.7",
        // Only proxies: the one farthest away.
        "10.0.0.1; 10.0.0.3, 10.0.0.2; 10.0.0.3",
        // What can't be read ends the search.
        "10.0.0.1; 1.2.3.4, unknown; 10.0.0.1",
        "10.0.0.1; 1.2.3.4, localhost, 10.0.0.2; 10.0.0.2",
        "10.0.0.1; 1.2.3.4,; 10.0.0.1",
        "10.0.0.1; 999.1.1.1; 10.0.0.1",
        "10.0.0.1; 1.2.3.4:80; 10.0.0.1",
        "fe80::1%eth0; 1.2.3.4; fe80:0:0:0:0:0:0:1",
      })
  void aForwardedAddressCountsOnlyBehindATrustedProxy(String peer, String header, String client) {
    assertThat(addresses.of(peer, List.of(header))).isEqualTo(client);
  }

  @Test
  void severalHeadersAreOneList() {
    assertThat(addresses.of("10.0.0.1", List.of("1.2.3.4", "198.51.100.7, 10.0.0.2")))
        .isEqualTo("198.51.100.7");
  }

  @Test
  void withoutTrustedProxiesNothingIsBelieved() {
    ClientAddress usual = new ClientAddress(TestingConfig.settings(Map.of()));
    assertThat(usual.of("127.0.0.1", List.of("1.2.3.4"))).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example.com", "10.0.0.0/33", "10.0.0/8", "::1/129", "10.0.0.1/-1"})
  void anUnusableListIsReportedAndTrustsNobody(String list) {
    Settings settings = TestingConfig.settings(Map.of(ClientAddress.SETTING, list));
    assertThat(new ClientAddress(settings).of("10.0.0.1", List.of("1.2.3.4")))
        .isEqualTo("10.0.0.1");
    assertThat(settings.problems()).hasSize(1);
  }
}
