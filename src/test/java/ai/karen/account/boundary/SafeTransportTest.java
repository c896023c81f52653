package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.configuration.control.TestingConfig;
import ai.karen.problem.entity.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTransportTest {
  private final SafeTransport transport =
      new SafeTransport(
          new ClientAddress(
              TestingConfig.settings(Map.of(ClientAddress.SETTING, "127.0.0.2, 192.0.2.1"))));

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, localhost,, false",
    "127.0.0.1, 127.0.0.1,, false",
    "0:0:0:0:0:0:0:1, localhost,, false",
    "203.0.113.9, karen.example.org,, true",
    "192.0.2.1, karen.example.org, https, false",
    "192.0.2.1, karen.example.org, 'http, HTTPS', false",
    "127.0.0.2, localhost, https, false",
  })
  void r7ThisComputerTlsAndWhatATrustedProxyCallsTlsAreSafe(
      String peer, String host, String scheme, boolean isSecure) {
    assertThatCode(() -> transport.require(request(peer, host, scheme, isSecure)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, localhost,",
    "203.0.113.9, karen.example.org,",
    "203.0.113.9, karen.example.org, https",
    "127.0.0.1, karen.example.org,",
    "127.0.0.2, localhost, http",
    "192.0.2.1, localhost, http",
    "192.0.2.1, karen.example.org, 'https, http'",
  })
  void r7TheClientsOwnWordIsNotEnough(String peer, String host, String scheme) {
    assertThatThrownBy(() -> transport.require(request(peer, host, scheme, false)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Plain HTTP");
  }

  private static HttpServletRequest request(
      String peer, String host, String scheme, boolean isSecure) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            SafeTransportTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> peer;
                  case "getServerName" -> host;
                  case "isSecure" -> isSecure;
                  case "getHeader" -> scheme;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
